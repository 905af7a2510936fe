/** What a flag of a command gives: a name, a password, both with a sign between, or a password that touches its flag. */
export type Given = 'user' | 'password' | 'login' | 'touching';

/**
 * Programs that log in, with the flags by which they do. A short flag means one thing to one program and another to the next: `-p` is a password to
 * `sshpass` and a port to `ssh`. `-p` of `mysql` has its password right behind it; behind a blank stands the name of a database. `@`: what stands before
 * the host is the user.
 */
const PROGRAMS = {
  'curl curlie': '-u login -U login',
  'wget wget2 aria2c': '',
  'mysql mysqldump mysqladmin mysqlimport mysqlshow mysqlcheck mariadb mariadb-dump mariadb-admin mycli': '-u user -p touching',
  'psql pg_dump pg_dumpall pg_restore pg_basebackup createdb dropdb pgbench vacuumdb': '-U user',
  'mongo mongosh mongodump mongorestore mongoimport mongoexport': '-u user -p password',
  'redis-cli valkey-cli': '-a password',
  'sqlcmd osql bcp isql tsql': '-U user -P password',
  'clickhouse-client cqlsh cypher-shell influx': '-u user -p password',
  sshpass: '-p password',
  'ssh scp sftp rsync mosh autossh sshfs ssh-copy-id': '-l user @ user',
  'plink pscp psftp putty winscp': '-l user -pw password @ user',
  'smbclient rpcclient smbmap crackmapexec smbget': '-U login -u user -p password',
  'lftp ncftp ncftpput ncftpget': '-u login',
  'docker login': '-u user -p password',
  'podman login': '-u user -p password',
  'az login': '-u user -p password',
  'oc login': '-u user -p password',
  'helm registry login': '-u user -p password',
  'ldapsearch ldapmodify ldapadd ldapwhoami ldappasswd': '-w password -D user',
  'xfreerdp wfreerdp mstsc cmdkey psexec schtasks wmic msdeploy': '/u user /p password -u user -p password /ru user /rp password',
  'net use': '',
  'rdesktop vncviewer evil-winrm': '-u user -p password',
  'ipmitool racadm': '-U user -P password -u user -p password',
  'mosquitto_pub mosquitto_sub': '-u user -P password',
  'swaks msmtp sendemail': '-au user -ap password -xu user -xp password',
  unzip: '-P password',
  'svn openssl keytool gpg': '',
} as const;

/** Flags that mean the same to every program. */
const EVERYWHERE =
  '--user login --proxy-user login --username user --login user --http-user user --ftp-user user --auth login --password password --passwd password ' +
  '--pass password --passphrase password --http-password password --ftp-password password --http-passwd password -passin password -passout password ' +
  '-storepass password -keypass password -username user -password password /user user /username user /pass password /password password';

/** Names of all programs, as cue words. */
export const PROGRAM_NAMES: readonly string[] = Object.keys(PROGRAMS).flatMap(namesOf);

/** "docker login" is one name, "psql pg_dump" are two. */
function namesOf(names: string): string[] {
  return /^(?:net use|\S+(?: registry)? login)$/.test(names) ? [names] : names.split(' ');
}

const everywhere = flagsOf(EVERYWHERE);
const byProgram: ReadonlyMap<string, ReadonlyMap<string, Given>> = new Map(
  Object.entries(PROGRAMS).flatMap(([names, flags]) => {
    const own = new Map([...everywhere, ...flagsOf(flags)]);
    return namesOf(names).map((name) => [name, own] as const);
  }),
);

/** The flags of a program, by how they are written. */
export function flagsOfProgram(name: string): ReadonlyMap<string, Given> {
  return byProgram.get(name.toLowerCase()) ?? everywhere;
}

function flagsOf(listed: string): Map<string, Given> {
  const flags = new Map<string, Given>();
  const words = listed.split(' ');
  for (let i = 0; i + 1 < words.length; i += 2) flags.set(words[i], words[i + 1] as Given);
  return flags;
}
