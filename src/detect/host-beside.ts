import type { Detector, Scan } from '../types.ts';
import { isWordUnit } from './numbers.ts';
import { isAlnum, isDigit } from '../units.ts';

const MAX_HOST = 48;

/**
 * Names of hosts by their place: before an IPv4 address ("BPCU-DC01  172.16.4.10"), and between the time and the program of a line of syslog
 * ("03:02:14 web-2 sshd[411]:"); and behind the user in the prompt of a shell ("anna@annas-nb:~$") or the command for one ("ssh anna@web-2"). A name has a dash in it, with letters around, and a digit, capitals or a column of its own.
 */
export const hostBeside: Detector = {
  name: 'host-beside',
  signals: [],
  maxLength: MAX_HOST,
  needs: () => [{ anchors: ['quads'] }, { anchors: ['seconds'] }, { anchors: ['ats'] }],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text, runStart, runEnd, runCount } = scan;
      for (let i = 0; i < scan.atCount; i++) {
        const end = shellHostEnd(text, scan.at[i]);
        if (end > 0) emit({ start: scan.at[i] + 1, end, value: '', type, signals: [] });
      }
      for (let i = 2; i < runCount; i++) {
        if (runStart[i] - runEnd[i - 1] !== 1 || runStart[i - 1] - runEnd[i - 2] !== 1) continue;
        const sign = text.charCodeAt(runEnd[i - 1]);
        if (sign !== text.charCodeAt(runEnd[i - 2])) continue;
        if (sign === 0x2e && i >= 3 && isAddress(scan, i)) {
          const host = hostBefore(text, runStart[i - 3]);
          if (host !== null) emit({ ...host, value: '', type, signals: [] });
          const taken = receiver(text, runEnd[i]);
          if (taken !== null) emit({ ...taken, value: '', type, signals: [] });
        } else if (sign === 0x3a && runEnd[i] - runStart[i] === 2 && text.charCodeAt(runEnd[i]) === 0x20) {
          const end = hostEnd(text, runEnd[i] + 1);
          if (end > 0) emit({ start: runEnd[i] + 1, end, value: '', type, signals: [] });
        }
      }
    };
  },
};

/** Run i is the last of four with full stops between, each below 256. */
function isAddress({ text, runStart, runEnd }: Scan, i: number): boolean {
  if (runStart[i - 2] - runEnd[i - 3] !== 1 || text.charCodeAt(runEnd[i - 3]) !== 0x2e) return false;
  if (isWordUnit(text.charCodeAt(runEnd[i])) || isWordUnit(text.charCodeAt(runStart[i - 3] - 1))) return false;
  for (let k = i - 3; k <= i; k++) if (runEnd[k] - runStart[k] > 3 || Number(text.slice(runStart[k], runEnd[k])) > 255) return false;
  return true;
}

/** `(203.0.113.9)\n by mx1.example.com`: who took a mail from an address. */
function receiver(text: string, address: number): { start: number; end: number } | null {
  RECEIVER.lastIndex = address;
  const match = RECEIVER.exec(text);
  return match === null ? null : { start: RECEIVER.lastIndex - match[1].length, end: RECEIVER.lastIndex };
}
const RECEIVER = /[\])]{0,3}\s{1,12}by (?![\w-]{1,24}\.example\.(?:com|net|org))((?:[\w-]{1,24}\.){1,3}[A-Za-z]{2,10})(?=[\s(;])/y;

function hostBefore(text: string, address: number): { start: number; end: number } | null {
  let end = address;
  let apart = 0;
  while (end > 0 && address - end < 12 && ' \t(,;|='.includes(text.charAt(end - 1))) {
    apart += text.charAt(end - 1) === ' ' ? 1 : 2;
    end--;
  }
  if (apart === 0) return null;
  const named = /[\s(,](?:ip|IP)[ :=]*$/.exec(text.slice(Math.max(0, end - 8), end));
  if (named !== null) end -= named[0].length;
  while (end > 0 && ' \t(,;|'.includes(text.charAt(end - 1)) && address - end < 16) end--;
  let start = end;
  while (start > 0 && end - start <= MAX_HOST && isHostUnit(text.charCodeAt(start - 1))) start--;
  const host = text.slice(start, end);
  if (end - start > MAX_HOST || !(isHost(host) || NUMBERED_DOMAIN.test(host)) || !standsAlone(text, start)) return null;
  if (DOMAIN.test(host) && text.startsWith('from ', start - 5)) return null;
  return apart > 1 || /\d/.test(host) || !/[a-z]/.test(host) ? { start, end } : null;
}

/** End of a host name with `program[411]:` behind it, else 0. */
function hostEnd(text: string, start: number): number {
  let end = start;
  while (end - start <= MAX_HOST && isHostUnit(text.charCodeAt(end))) end++;
  if (end - start > MAX_HOST || text.charCodeAt(end) !== 0x20 || !(isHost(text.slice(start, end)) || NUMBERED.test(text.slice(start, end))))
    return 0;
  return /^[\w./-]{2,24}(?:\[\d{1,7}\])?: /.test(text.slice(end + 1, end + 40)) ? end : 0;
}

/** End of the host behind the `@` of a prompt or of a command that opens a shell, else 0. */
function shellHostEnd(text: string, at: number): number {
  let end = at + 1;
  while (end - at <= MAX_HOST && isHostUnit(text.charCodeAt(end))) end++;
  const host = text.slice(at + 1, end);
  if (end - at > MAX_HOST || host.includes('.') || !/[A-Za-z]/.test(host) || host === 'localhost') return 0;
  if (PROMPT.test(text.slice(end, end + 8))) return end;
  return COMMAND.test(text.slice(Math.max(0, at - MAX_COMMAND), at)) ? end : 0;
}

/** What follows the host in a prompt: where one is, `:~$`, `:/var#`, ` ~]$`. */
const PROMPT = /^(?::[~/]| [~/][\w/.-]{0,5}\][$#])/;
/** Units of a command before its host. */
const MAX_COMMAND = 48;
const COMMAND = /(?:^|[\s`"'])(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)\s(?:[\w./-]+\s){0,3}[\w.-]{1,24}$/;

function isHostUnit(unit: number): boolean {
  return isAlnum(unit) || unit === 0x2d || unit === 0x2e || unit === 0x5f;
}

function standsAlone(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  return before === '' || ' \n\t,;|('.includes(before);
}

/** `web03`, which only its place makes a host. */
const NUMBERED = /^[A-Za-z]{2,12}\d{1,3}(?:\.[A-Za-z][\w-]*)*$/;
/** `vetsrv01.example.com`: before its address a numbered name needs its domain. */
const NUMBERED_DOMAIN = /^[A-Za-z]{2,12}\d{1,3}(?:\.[A-Za-z][\w-]*){2,}$/;

/** Parts with a dash between, and letters in it; no date, version or address. */
function isHost(name: string): boolean {
  return /^[A-Za-z][\w]*(?:-[\w]+)+(?:\.[A-Za-z][\w-]*)*$/.test(name) && !isDigit(name.charCodeAt(0)) && !NO_HOST.test(name);
}

/** Standards, and records of domains: `A-record`. */
const NO_HOST = /^(?:CVE|ISO|UTF|RFC|A|AAAA|MX|NS|PTR|CNAME|TXT|SPF|SRV|CAA|IP|IPv[46])-/i;
/** A domain, and no machine in it but one that is called as all that send mail are: whoever sends in its name. */
const DOMAIN =
  /^(?:(?:(?:vps|smtp|mx|mail|mailer|mailout|mta|out|outbound|relay|bounce|news|newsletter|send|sender|host|hosting|srv|server|static|cloud)[-\d]*)+\.)?[^.]*\.(?!(?:local|lan|home|intern|internal|corp|localdomain)$)[A-Za-z]{2,10}$/;
