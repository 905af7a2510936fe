/**
 * Made-up support traffic to measure on: chat in five languages and pasted logs. Without dependencies, so that tests can use it too.
 *
 * A message is `{ text, kind, lang, holds, clean }`. `holds` names the categories that really stand in it; `clean` says that none of them is
 * personal by itself: order numbers and times of contact are not counted here, since a policy may well remove them and be right.
 */
import { readFileSync } from 'node:fs';
import { pasteLog } from './lib/logs.mjs';
import { randomFrom } from './lib/random.mjs';
import { makeValue } from './lib/values.mjs';

const SENTENCES = JSON.parse(readFileSync(new URL('data/sentences.json', import.meta.url), 'utf8'));

/** Languages of the chat messages. */
export const LANGUAGES = Object.keys(SENTENCES);

/** Categories of the trade rather than of the person: a clean message may hold them. */
export const BUSINESS = ['order', 'contact-time'];

const SHORTEST = 20;
const LONGEST = 600;

/** Chat messages of 20 to 600 units, together at least `units`. `share` of them hold something personal. */
export function chatMessages({ units = 1_000_000, seed = 1, share = 0.2, length } = {}) {
  const r = randomFrom(seed);
  return collect(units, () => chatMessage(r, share, length));
}

/** Pasted logs of 1 to 40 lines, together at least `units`. `share` of them hold something personal. */
export function logMessages({ units = 1_000_000, seed = 2, share = 0.1 } = {}) {
  const r = randomFrom(seed);
  return collect(units, () => {
    const { text, holds } = pasteLog(r, r.chance(share));
    return message(text, 'log', 'en', holds);
  });
}

/** One long text of exactly `units` units. */
export function oneText(messages, units) {
  const text = messages.map((m) => m.text).join('\n');
  if (text.length < units) throw new Error(`only ${text.length} of ${units} units`);
  return flat(text.slice(0, units));
}

/** The hostile families: `{ name, unit, why }`. */
export const HOSTILE = JSON.parse(readFileSync(new URL('data/hostile.json', import.meta.url), 'utf8'));

/** `units` units of a family. */
export function hostileText(family, units) {
  return flat(family.unit.repeat(Math.ceil(units / family.unit.length)).slice(0, units));
}

/** Strings that were joined or sliced are trees inside V8; what a server parses from a request is not. */
export function flat(text) {
  return JSON.parse(JSON.stringify(text));
}

function collect(units, make) {
  const messages = [];
  for (let sum = 0; sum < units; ) {
    const next = make();
    sum += next.text.length;
    messages.push(next);
  }
  return messages;
}

function message(text, kind, lang, holds) {
  return { text: flat(text), kind, lang, holds: [...holds], clean: [...holds].every((id) => BUSINESS.includes(id)) };
}

function chatMessage(r, share, length) {
  const lang = r.pick(LANGUAGES);
  const words = SENTENCES[lang];
  const holds = new Set();
  // Most chat messages are short; the square root of nothing is nearer to that than an even spread.
  const wanted = length ?? Math.round(SHORTEST + (LONGEST - SHORTEST) * r.next() ** 2.5);
  const say = (template, category) => {
    if (category !== undefined) holds.add(category);
    return template.replace(/\{([a-z]+)\}/g, (_, slot) => makeValue(slot, lang, r));
  };
  const special = [];
  if (r.chance(share)) {
    const categories = Object.keys(words.personal);
    for (let n = r.chance(0.25) ? 2 : 1; n > 0; n--) {
      const category = r.pick(categories);
      special.push(say(r.pick(words.personal[category]), category));
    }
  } else if (r.chance(0.1)) {
    const category = r.pick(BUSINESS);
    special.push(say(r.pick(words[category]), category));
  }
  const parts = [...special];
  const left = new Set(words.plain);
  let size = parts.length === 0 ? -1 : parts.join(' ').length;
  while (size < wanted || size < SHORTEST) {
    const template = r.pick([...left]);
    if (template === undefined) break;
    left.delete(template);
    const sentence = say(template);
    if (size >= SHORTEST && size + sentence.length + 1 > LONGEST) break;
    // The value stands anywhere among the sentences, not always first.
    parts.splice(r.below(parts.length + 1), 0, sentence);
    size += sentence.length + 1;
  }
  return message(parts.join(r.chance(0.1) ? '\n' : ' '), 'chat', lang, holds);
}
