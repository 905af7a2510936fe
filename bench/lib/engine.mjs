/** The engine without any reading and writing: each text of an export by itself. As a process: `node engine.mjs FILE`. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Strings and numbers of records on one level, with the names of their fields. */
export function textsOf(ndjson) {
  return ndjson
    .trimEnd()
    .split('\n')
    .flatMap((line) => Object.entries(JSON.parse(line)).map(([field, value]) => ({ field, value, text: String(value) })));
}

export function redactTexts(redactor, texts) {
  let length = 0;
  for (const { field, text } of texts) length += redactor.redact(text, { field }).text.length;
  return length;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { createRedactor } = await import('../../dist/index.js');
  redactTexts(createRedactor({ policy: 'external' }), textsOf(readFileSync(process.argv[2], 'utf8')));
}
