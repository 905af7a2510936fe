// Writes a made-up help-desk export of about SIZE (500k, 150M, 1G) as NDJSON to standard output: node scripts/make-export.mjs 1G [--seed 7] [--plain]
// The same seed gives the same bytes. --plain leaves out everything a rule could find. Values are published test cards, drama numbers, example domains.
import { once } from 'node:events';

const args = process.argv.slice(2);
const seedAt = args.indexOf('--seed');
let state = Number(seedAt < 0 ? 7 : args[seedAt + 1]) >>> 0;
const plain = args.includes('--plain');
const match = /^(\d+)([kMG]?)$/.exec(args[0] ?? '');
if (match === null) {
  process.stderr.write('usage: node scripts/make-export.mjs SIZE [--seed N] [--plain]   SIZE: 500k, 150M, 1G\n');
  process.exit(2);
}
const size = Number(match[1]) * { '': 1, k: 1e3, M: 1e6, G: 1e9 }[match[2]];

/** Mulberry32: small, and the same everywhere. */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(random() * list.length)];
const digits = (n) => Array.from({ length: n }, () => Math.floor(random() * 10)).join('');

const SENTENCES = [
  'Hello, I have a question about my subscription.',
  'Since the last update the scan takes much longer than before.',
  'Hej, jag kan inte logga in l\u00e4ngre.',
  'Programmet startar men st\u00e4nger sig direkt efter\u00e5t.',
  'Goedemiddag, ik heb per ongeluk twee keer betaald.',
  'Kunt u mij de factuur nog een keer sturen?',
  'Labdien, man ir jaut\u0101jums par r\u0113\u0137inu.',
  'L\u016bdzu atbildiet p\u0113c iesp\u0113jas \u0101tr\u0101k.',
  'Thank you for your patience, we are looking into it.',
  'Please restart the computer and try again.',
  'Das Fenster bleibt leider leer.',
  'The setting is under Tools, then Options.',
  'Invoice total was 1 299,00 and due in 30 days.',
];
const PERSONAL = [
  () => `You can reach me at ${pick(['anna.lind', 'j.devries', 'ilze+shop', 'k.olsson'])}@example.${pick(['com', 'org', 'net'])}.`,
  () => `Mitt nummer \u00e4r 070-17406${10 + Math.floor(random() * 90)}.`,
  () => `Call me on 07700 900${100 + Math.floor(random() * 900)} please.`,
  () => `Kort ${pick(['4111 1111 1111 1111', '5555 5555 5555 4444', '3782 822463 10005'])}, giltigt till 12/29.`,
  () => `The router says ${pick(['192.0.2.', '198.51.100.', '203.0.113.'])}${Math.floor(random() * 256)}.`,
  () => `Terugbetaling op NL91 ABNA 0417 1643 00 graag.`,
];

function body() {
  const sentences = Array.from({ length: 3 + Math.floor(random() * 9) }, () => pick(SENTENCES));
  if (!plain && random() < 0.6) sentences.splice(Math.floor(random() * sentences.length), 0, pick(PERSONAL)());
  return sentences.join(random() < 0.3 ? '\n' : ' ');
}

function ticket(n) {
  const comments = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, i) => {
    const text = body();
    return `{"id":${13468129883021 + n * 16 + i},"type":"Comment","author_id":${360001234567890000 + n},"body":${JSON.stringify(text)},"html_body":${JSON.stringify(`<p>${text.replaceAll('\n', '<br>')}</p>`)},"public":true,"created_at":"2026-03-${10 + (n % 19)}T08:15:30Z"}`;
  });
  const from = plain ? '{}' : `{"address":"${pick(['anna.lind', 'kund', 'klant'])}${n % 97}@example.com","name":"Kund ${n % 97}"}`;
  return `{"url":"https://desk.example.com/api/v2/tickets/${n}.json","id":${n},"external_id":null,"via":{"channel":"email","source":{"from":${from},"rel":null}},"created_at":"2026-03-10T08:15:30Z","subject":${JSON.stringify(pick(SENTENCES))},"priority":"normal","status":"closed","tags":["web","order_${digits(7)}"],"satisfaction_rating":{"score":"offered"},"custom_fields":[{"id":360000012345,"value":null},{"id":360000012346,"value":"${digits(6)}"}],"generated_timestamp":${1773130530 + n},"ratio":1.0,"comments":[${comments.join(', ')}]}\n`;
}

process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
let written = 0;
for (let n = 1; written < size; ) {
  let block = '';
  while (block.length < 256 * 1024 && written + block.length < size) block += ticket(n++);
  written += block.length;
  if (!process.stdout.write(block)) await once(process.stdout, 'drain');
}
