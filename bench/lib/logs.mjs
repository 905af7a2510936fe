/** Pasted logs: the numbers in them are times, sizes, versions, ids and addresses in memory, and hardly ever somebody's. */
const two = (n) => String(n).padStart(2, '0');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const CLASSES = ['com.example.billing.InvoiceService', 'org.example.sync.QueueWorker', 'c.e.web.SessionFilter', 'o.e.store.BlobReader'];
const FILES = [
  '/srv/app/dist/server.js',
  '/srv/app/node_modules/express/lib/router/layer.js',
  'node:internal/process/task_queues',
  '/opt/agent/lib/poll.js',
];
const WORDS = [
  'request completed',
  'cache miss',
  'retry scheduled',
  'connection reset by peer',
  'job finished',
  'update available',
  'index rebuilt',
  'lock released',
];
const MODULES = ['auth', 'sync', 'updater', 'scanner', 'license-check', 'ui', 'netfilter'];

const uuid = (r) => `${r.hex(8)}-${r.hex(4)}-4${r.hex(3)}-a${r.hex(3)}-${r.hex(12)}`;
const clock = (r) => `${two(r.below(24))}:${two(r.below(60))}:${two(r.below(60))}`;
const day = (r) => `2026-${two(r.between(1, 12))}-${two(r.between(1, 28))}`;
const version = (r) =>
  r.pick([
    `${r.below(9)}.${r.below(20)}.${r.below(40)}`,
    `10.0.${r.between(10000, 26000)}.${r.between(1, 5000)}`,
    `21.${r.below(9)}.${r.below(20)}.${r.between(100, 999)}`,
  ]);
const duration = (r) =>
  r.pick([`${r.between(1, 999)} ms`, `${r.between(1, 999)}ms`, `${r.below(90)}.${r.digits(3)}s`, `${r.below(9)}.${r.digits(6)} s`]);
const level = (r) => r.pick(['INFO ', 'WARN ', 'ERROR', 'DEBUG']);

/** A family of lines. `timed` lines begin with a date and a time, which is a time of contact to a strict reader. */
const STYLES = [
  {
    timed: true,
    lines: [
      (r) =>
        `${day(r)}T${clock(r)}.${r.digits(3)}Z ${level(r)} [http-nio-8443-exec-${r.between(1, 40)}] ${r.pick(CLASSES)} - ${r.pick(WORDS)} in ${duration(r)} (trace=${uuid(r)})`,
      (r) =>
        `${day(r)}T${clock(r)}.${r.digits(3)}Z ${level(r)} [pool-${r.between(1, 9)}-thread-${r.between(1, 64)}] ${r.pick(CLASSES)} - rows=${r.between(1, 999999)} batch=${r.between(1, 500)} heap=${r.between(100, 4000)}M`,
      (r) =>
        `${day(r)}T${clock(r)}.${r.digits(3)}Z ${level(r)} [main] ${r.pick(CLASSES)} - listening on 127.0.0.1:${r.pick([3000, 8080, 8443])}, build ${r.hex(40)}`,
      (r) => `\tat ${r.pick(CLASSES)}.run(Worker.java:${r.between(10, 2000)}) ~[app-${version(r)}.jar!/:?]`,
    ],
  },
  {
    timed: true,
    lines: [
      (r) =>
        `${day(r)} ${clock(r)},${r.digits(3)} [0x${r.hex(4)}] ${level(r)} ${r.pick(MODULES)}: ${r.pick(WORDS)}, code 0x8007${r.hex(4)}, took ${duration(r)}`,
      (r) =>
        `${day(r)} ${clock(r)},${r.digits(3)} [0x${r.hex(4)}] ${level(r)} ${r.pick(MODULES)}: module ${r.pick(MODULES)}.dll ${version(r)} loaded at 0x${r.hex(16)}`,
      (r) =>
        `${day(r)} ${clock(r)},${r.digits(3)} [0x${r.hex(4)}] ${level(r)} updater: KB${r.digits(7)} sha256=${r.hex(64)} size=${r.between(1000, 99999999)}`,
    ],
  },
  {
    timed: true,
    lines: [
      (r) =>
        `"GET /api/v2/items?page=${r.between(1, 90)}&limit=50 HTTP/1.1" [${two(r.between(1, 28))}/${r.pick(MONTHS)}/2026:${clock(r)} +0100] 200 ${r.between(100, 99999)} "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36" rt=0.${r.digits(3)}`,
      (r) =>
        `"POST /v1/sync/${uuid(r)} HTTP/2.0" [${two(r.between(1, 28))}/${r.pick(MONTHS)}/2026:${clock(r)} +0000] ${r.pick([201, 204, 409, 500])} ${r.between(0, 9999)} "-" "agent/${version(r)}" rt=${r.below(9)}.${r.digits(3)}`,
    ],
  },
  {
    timed: false,
    lines: [
      (r) =>
        `{"level":30,"time":17${r.digits(11)},"pid":${r.between(100, 65000)},"reqId":"${uuid(r)}","msg":"${r.pick(WORDS)}","responseTime":${r.below(900)}.${r.digits(12)}}`,
      (r) =>
        `{"level":50,"time":17${r.digits(11)},"pid":${r.between(100, 65000)},"err":{"code":"ECONNRESET","errno":-${r.between(10, 120)},"syscall":"read"},"attempt":${r.between(1, 9)},"msg":"${r.pick(WORDS)}"}`,
      (r) =>
        `{"level":20,"time":17${r.digits(11)},"pid":${r.between(100, 65000)},"span":"${r.hex(16)}","trace":"${r.hex(32)}","rows":${r.between(1, 99999999)},"etag":"W/\\"${r.hex(8)}\\""}`,
    ],
  },
  {
    timed: false,
    lines: [
      (r) => `TypeError: Cannot read properties of undefined (reading '${r.pick(['length', 'id', 'status'])}')`,
      (r) =>
        `    at ${r.pick(['Object.<anonymous>', 'async poll', 'Layer.handle [as handle_request]', 'process.processTicksAndRejections'])} (${r.pick(FILES)}:${r.between(1, 2500)}:${r.between(1, 120)})`,
      (r) => `  File "/usr/lib/python3.11/site-packages/requests/adapters.py", line ${r.between(1, 900)}, in send`,
      (r) => `	at java.base/java.lang.Thread.run(Thread.java:${r.between(100, 1600)})`,
      (r) => `Caused by: java.sql.SQLException: ORA-${r.digits(5)}: timeout after ${r.between(1000, 60000)} ms (connection ${r.hex(8)})`,
      (r) =>
        `npm error code ERESOLVE while resolving: @types/node@20.${r.below(20)}.${r.below(20)}, found react@18.${r.below(4)}.${r.below(4)}`,
    ],
  },
  {
    timed: false,
    lines: [
      (r) =>
        `[${String(r.between(1, 99999)).padStart(5)}.${r.digits(6)}] usb ${r.between(1, 4)}-${r.between(1, 9)}: new high-speed USB device number ${r.between(2, 90)} using xhci_hcd`,
      (r) => `[${String(r.between(1, 99999)).padStart(5)}.${r.digits(6)}] BUG: unable to handle page fault for address: ffff${r.hex(12)}`,
      (r) =>
        `[${String(r.between(1, 99999)).padStart(5)}.${r.digits(6)}] EXT4-fs (sda${r.between(1, 9)}): mounted filesystem ${uuid(r)} r/w with ordered data mode`,
      (r) =>
        `[${String(r.between(1, 99999)).padStart(5)}.${r.digits(6)}] Memory: ${r.between(1000000, 16000000)}K/${r.between(16000000, 33000000)}K available (${r.between(10000, 20000)}K kernel code)`,
    ],
  },
  {
    timed: false,
    lines: [
      (r) =>
        `${clock(r)}.${r.digits(3)} ${level(r)} ${r.pick(MODULES)}[${r.between(100, 65000)}]: ${r.pick(WORDS)} ${r.between(1, 99)}/${r.between(100, 999)} (${r.between(1, 99)}.${r.below(10)}%)`,
      (r) =>
        `${clock(r)}.${r.digits(3)} ${level(r)} ${r.pick(MODULES)}[${r.between(100, 65000)}]: commit ${r.hex(40)} image sha256:${r.hex(64)}`,
      (r) =>
        `${clock(r)}.${r.digits(3)} ${level(r)} gc: pause ${duration(r)}, ${r.between(100, 9000)}->${r.between(50, 5000)} KB, oid 1.3.6.1.4.1.${r.between(100, 9999)}.${r.below(20)}`,
      (r) =>
        `${clock(r)}.${r.digits(3)} ${level(r)} sql: SELECT id, total FROM invoice WHERE state = ${r.below(9)} LIMIT ${r.between(10, 5000)} -- ${r.between(1, 99999)} rows, ${duration(r)}`,
    ],
  },
];

/** Lines that hold something, by category. */
const PERSONAL = {
  ip: [
    (r) =>
      `connect ${r.pick(['192.0.2', '198.51.100', '203.0.113'])}.${r.between(1, 254)}:${r.between(1024, 65000)} refused after ${duration(r)}`,
    (r) => `client 2001:db8:${r.hex(4)}::${r.hex(3)} closed the stream, ${r.between(1, 9999)} bytes`,
  ],
  email: [
    (r) => `login failed for user=anna.berg${r.between(1, 99)}@example.net attempt=${r.between(1, 9)}`,
    (r) => `mail queued to=<j.doe@example.org> size=${r.between(1000, 99999)} id=${r.hex(10)}`,
  ],
  device: [(r) => `dhcp lease 00:00:5e:00:53:${r.hex(2)} renewed for ${r.between(600, 86400)} s`],
};

/** One paste: lines of one style, and with `personal` one line among them that holds something. */
export function pasteLog(r, personal) {
  const style = r.pick(STYLES);
  const lines = Array.from({ length: 1 + Math.floor(39 * r.next() ** 2) }, () => r.pick(style.lines)(r));
  const holds = new Set();
  if (style.timed) holds.add('contact-time');
  if (personal) {
    const category = r.pick(Object.keys(PERSONAL));
    holds.add(category);
    lines.splice(r.below(lines.length + 1), 0, r.pick(PERSONAL[category])(r));
  }
  return { text: lines.join('\n'), holds };
}
