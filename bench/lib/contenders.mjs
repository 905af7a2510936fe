/**
 * Who is measured. A contender is `{ id, label, version, redact(text) → text, pass(texts) → number }`; `pass` runs over all texts and gives a
 * number made of the results, so that no engine can leave the work out.
 */
import { readFileSync } from 'node:fs';

export const REGIONS = ['SE', 'NL', 'LV', 'DE', 'GB', 'US'];
/** Tokens of the shipped policies are made with a key. This one protects nothing. */
export const KEY = new Uint8Array(32).fill(7);
export const OUR_OPTIONS = { policy: 'external', regions: REGIONS, key: KEY };

const SAMPLE = 'You can write to anna.berg@example.org about it.';
const SAMPLE_SECRET = 'anna.berg';

const version = (name) => JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
const over = (redact) => (texts) => {
  let sum = 0;
  for (const text of texts) sum += redact(text).length;
  return sum;
};

const LOADERS = {
  async loop() {
    return {
      label: 'bare `charCodeAt` loop',
      version: '',
      // Written out: behind a call for each text V8 would measure the call as well.
      pass(texts) {
        let sum = 0;
        for (const text of texts) for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
        return sum;
      },
    };
  },
  async json() {
    return {
      label: '`JSON.parse` + `JSON.stringify`',
      version: '',
      // What a server does to a message anyway: the texts arrive as JSON.
      prepare: (texts) => texts.map((text) => JSON.stringify({ body: text })),
      pass: over((json) => JSON.stringify(JSON.parse(json))),
    };
  },
  async 'redact-pii'() {
    const { SyncRedactor } = (await import('redact-pii')).default;
    const redactor = new SyncRedactor();
    return { label: 'redact-pii `SyncRedactor`', version: version('redact-pii'), redact: (text) => redactor.redact(text) };
  },
  async redactpii() {
    const { Redactor } = await import('@redactpii/node');
    // Without an API key it sends nothing anywhere.
    const redactor = new Redactor();
    return { label: '@redactpii/node', version: version('@redactpii/node'), redact: (text) => redactor.redact(text) };
  },
  async langchain() {
    const { applyStrategy, detectCreditCard, detectEmail, detectIP } = await import('langchain');
    // What its middleware does with three rules: detect, replace, hand the text to the next rule.
    const rules = [
      ['email', detectEmail],
      ['credit_card', detectCreditCard],
      ['ip', detectIP],
    ];
    const redact = (text) => {
      for (const [type, detect] of rules) text = applyStrategy(text, detect(text), 'redact', type);
      return text;
    };
    return { label: 'langchain, 3 detectors', version: version('langchain'), redact };
  },
  async ours() {
    const built = new URL('../../dist/index.js', import.meta.url);
    let module;
    try {
      module = await import(built);
    } catch (error) {
      if (error.code === 'ERR_MODULE_NOT_FOUND')
        throw new Error('dist/index.js is not there or not whole: run `npm run build` first', { cause: error });
      throw error;
    }
    if (typeof module.createRedactor !== 'function') throw new Error('dist/index.js exports no createRedactor');
    const begun = performance.now();
    const redactor = module.createRedactor(OUR_OPTIONS);
    const setup = performance.now() - begun;
    const own = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
    return { label: '**sordino**, every category', version: own, redact: (text) => redactor.redact(text).text, redactor, setup };
  },
};

/** Every contender, in the order of the table. */
export const CONTENDERS = Object.keys(LOADERS);
/** Those that redact. */
export const REDACTORS = CONTENDERS.filter((id) => id !== 'loop' && id !== 'json');

/** Loads one; refuses one that would be measured doing nothing. */
export async function loadContender(id) {
  const contender = { id, ...(await LOADERS[id]()) };
  if (contender.redact === undefined) return contender;
  const result = contender.redact(SAMPLE);
  if (result === SAMPLE || result.includes(SAMPLE_SECRET))
    throw new Error('leaves the sample e-mail address standing, so there is nothing to measure');
  return { pass: over(contender.redact), ...contender };
}
