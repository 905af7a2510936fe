import { actionName, actOn } from './act/act.ts';
import { checkCaps } from './act/caps.ts';
import { isMessageField, ScanSurroundings } from './context/surroundings.ts';
import { Awake } from './conversation/awake.ts';
import { CleanTexts } from './clean-texts.ts';
import { createConversation } from './conversation/conversation.ts';
import type { Aid, KnownHit, Marked } from './conversation/hits.ts';
import { ContextAid, MAX_KNOWN } from './conversation/context-aid.ts';
import { dialogueWords } from './conversation/dialogue-words.ts';
import { writtenNumber } from './detect/spoken-digits.ts';
import { didYouMean, SordinoError } from './errors.ts';
import { fieldWords } from './letters.ts';
import { walkValue } from './redact-value.ts';
import { resolveOverlaps } from './resolve/overlap.ts';
import { builtinRules } from './rules/builtin.generated.ts';
import { type CompiledDetector, type CompiledRules, compileRules } from './rules/compile.ts';
import { canonicalJson, fnv1a64 } from './rules/hash.ts';
import { wakingOf } from './rules/waking.ts';
import { round, weigh } from './rules/weigh.ts';
import { createScanner } from './scan/scan.ts';
import { createTextStream } from './text-stream.ts';
import { oddUnits } from './text/fold.ts';
import { looksLikeHtml } from './text/looks-like-html.ts';
import { isCoded, sourceEnd, sourceStart, viewOf } from './text/view.ts';
import type {
  ActionRule,
  AllowRule,
  Candidate,
  CategoryId,
  Context,
  DialogueRule,
  Explained,
  Finding,
  Policy,
  Redacted,
  Redactor,
  RedactorOptions,
  Scan,
  View,
} from './types.ts';
import { FAILURE_MARKER, REACH } from './types.ts';

/** Times a text is looked at again with its findings replaced, as a replacement can bring a word within reach of a value. */
const ROUNDS = 2;

/** What a finding comes from, as far as findings tell. */
interface Origin {
  readonly rule: string;
  readonly category: { readonly category: CategoryId };
  readonly priority: number;
  readonly order: number;
  readonly placeholder: string;
}

/** A scored candidate: offsets in the view, and in the source. */
interface Hit {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly score: number;
  readonly priority: number;
  readonly order: number;
  readonly type: string;
  readonly detector: Origin;
  /** The dialogue knows it, rather than a rule. */
  readonly known?: true;
  readonly action: ActionRule;
  /** What stands in the text instead. */
  readonly replacement: string;
}

type Note = (
  candidate: Candidate,
  detector: CompiledDetector,
  view: View,
  parts: Record<string, number>,
  outcome: Explained['outcome'] | Hit,
) => void;

/** Makes a redactor. Wrong options throw a SordinoError here, never later. */
export function createRedactor(options: RedactorOptions = {}): Redactor {
  const { rules, policy, dialogueRules } = understand(options);
  const dialogue = dialogueWords(dialogueRules);
  const minScore = options.minScore ?? policy.minScore;
  const scan = createScanner(rules.words, oddUnits());
  const fields = new Map<string, ReadonlySet<number>>();
  const decide = policyDecider(policy);
  const origins = new Map<string, Origin>();
  const awake = new Awake();
  const contextAid = new ContextAid(dialogue);
  const cleanTexts = new CleanTexts();

  /** What stands behind a finding of the dialogue. A category that no rule knows has its placeholder here. */
  function originOf({ category, type }: KnownHit): Origin {
    const rule = `${category}/${type}`;
    let origin = origins.get(rule);
    if (origin === undefined) {
      const like = rules.detectors.find((detector) => detector.category.category === category);
      origin = {
        rule,
        category: { category },
        priority:
          type === 'party' || type === 'propagated' || type === 'split'
            ? (KNOWN_PRIORITY[category] ?? like?.category.priority ?? 10)
            : GUESSED,
        order: rules.detectors.length + origins.size,
        placeholder: like?.placeholder ?? `[${KNOWN_PLACEHOLDER[category] ?? category.toUpperCase().replace(/[^A-Z]/g, '_')}]`,
      };
      origins.set(rule, origin);
    }
    return origin;
  }

  /** What the dialogue knows of a view's text. `first`: it is the text itself, not one with findings replaced. */
  function knownIn(examined: View, { known, extra }: Aid, first: boolean): Hit[] {
    const found: KnownHit[] = [...(known?.in(examined.text) ?? [])];
    if (first) for (const hit of extra ?? []) found.push({ ...hit, ...viewRange(examined, hit.start, hit.end) });
    return found
      .filter(({ category, start, end }) => start < end && (options.categories === undefined || options.categories.includes(category)))
      .map((hit) => {
        const candidate = { start: hit.start, end: hit.end, value: examined.text.slice(hit.start, hit.end), type: hit.type, signals: [] };
        const origin = originOf(hit);
        const decided = { ...decide(candidate, origin, examined, hit.score), known: true as const };
        // A part of a value has no first and last units of its own, and a token of it names nothing.
        return (hit.type === 'split' || hit.type === 'part') && decided.action !== 'allow'
          ? { ...decided, action: 'remove' as const, replacement: origin.placeholder }
          : decided;
      });
  }

  /** Concepts that the words of a question speak of. */
  function conceptsIn(question: string | undefined): ReadonlySet<number> {
    if (question === undefined || question === '') return NO_CONCEPTS;
    const words = scan(question);
    const found = new Set<number>();
    for (let i = 0; i < words.cueCount; i++)
      for (const concept of words.vocabulary.entryConcepts[words.cueEntry[i]])
        if (!words.vocabulary.concepts[concept].startsWith('!')) found.add(concept);
    return found;
  }

  /** Concepts that the name of a field speaks of. */
  function conceptsOf(field: string | undefined): ReadonlySet<number> {
    if (field === undefined) return NO_CONCEPTS;
    let concepts = fields.get(field);
    if (concepts === undefined) {
      const words = scan(fieldWords(field), true);
      const found = new Set<number>();
      for (let i = 0; i < words.cueCount; i++) for (const concept of words.vocabulary.entryConcepts[words.cueEntry[i]]) found.add(concept);
      concepts = found;
      if (fields.size >= 1000) fields.clear();
      fields.set(field, concepts);
    }
    return concepts;
  }

  // One text is examined at a time, and nothing below calls back in: what belongs to the examination stands here, so that a short message
  // costs no closures.
  const around = new ScanSurroundings();
  let view: View = NO_VIEW;
  let scanned: Scan = scan('');
  let hits: Hit[] = [];
  let note: Note | undefined;
  const runs = rules.detectors.map((detector) => ({
    detector,
    emit: (candidate: Candidate) => accept(candidate, detector),
  }));
  const waking = wakingOf(rules, minScore);

  function accept(candidate: Candidate, detector: CompiledDetector): void {
    const parts: Record<string, number> | undefined = note === undefined ? undefined : {};
    const score = weigh(candidate, detector, around, parts);
    if (score < minScore) note?.(candidate, detector, view, parts as Record<string, number>, 'below-score');
    else if (!candidate.signals.includes('masked') && touchesMask(view.text, candidate.start, candidate.end)) return;
    else if (isKept(detector, scanned, candidate)) note?.(candidate, detector, view, parts as Record<string, number>, 'kept-shape');
    else {
      const hit = decide(candidate, detector, view, score);
      if (hits === NO_HITS) hits = [];
      hits.push(hit);
      note?.(candidate, detector, view, parts as Record<string, number>, hit);
    }
  }

  /** Candidates of one view that score enough, in no order. */
  function hitsIn(examined: View, context: Context, asked: ReadonlySet<number>, noted?: Note, alreadyScanned = false): Hit[] {
    const concepts = conceptsOf(context.field);
    if (!alreadyScanned) scanned = scan(examined.text, true);
    const woken = waking.look(scanned, concepts, asked);
    if (woken === 0) return NO_HITS;
    around.look(scanned, concepts, isMessageField(context.field), asked);
    view = examined;
    hits = NO_HITS;
    note = noted;
    const input = { scan: scanned, around, context };
    for (let i = 0; i < woken; i++) {
      const { detector, emit } = runs[waking.woken[i]];
      detector.run(input, emit);
    }
    return hits;
  }

  /** Findings of a source text, without overlaps, ascending. */
  function findHits(source: string, context: Context, aid: Aid = contextAid.of(source, context)): Hit[] {
    if (options.categories?.length === 0) return NO_HITS;
    const candidates = candidatesOf(source, context, aid, true);
    if (candidates.length === 0) return NO_HITS;
    // What the dialogue merely guesses comes last: it must not stand in the way of what shows once other findings are replaced.
    const sure = candidates.filter(({ priority }) => priority !== GUESSED);
    const lost: Hit[] = [];
    let found = resolveOverlaps(sure, (loser, winner) => {
      // Of what is known nothing may stay, nor of what made way for a part of a value.
      if (loser.known || winner.type === 'split') lost.push(loser);
    });
    if (lost.length > 0) found = withRemains(source, found, lost);
    for (let round = 0; round < ROUNDS; round++) {
      const more = findAgain(source, found, context, aid);
      if (more.length === 0) break;
      found = [...found, ...more].sort((a, b) => a.from - b.from);
    }
    if (sure.length < candidates.length) {
      const guesses = candidates.filter(({ priority }) => priority === GUESSED);
      // Where an answer ends is a guess too: beside a finding it is none.
      const free = guesses.filter(({ type, from, to }) => type !== 'answer' || !found.some((hit) => hit.from < to && from < hit.to));
      found = withRemains(source, found, free);
    }
    return found;
  }

  function candidatesOf(source: string, context: Context, aid: Aid, first: boolean, noted?: Note): Hit[] {
    // The name of the field, when it is new, and the question are scanned too, so they come before the text.
    conceptsOf(context.field);
    const asked = first ? conceptsIn(aid.question) : NO_CONCEPTS;
    if (!isCoded(context.format)) {
      // Most texts are their own view, and the scan is what tells.
      scanned = scan(source);
      if (!scanned.odd) {
        const plain: View = { source, text: source, start: null, end: null, markup: null };
        return withKnown(hitsIn(plain, context, asked, noted, true), plain, aid, first);
      }
    }
    const read = viewOf(source, context.format);
    const seen = withKnown(hitsIn(read, context, asked, noted), read, aid, first);
    if (context.format !== 'html' || read.markup === null) return seen;
    // What a reader does not see can still be read: attributes, comments, CDATA. A second view holds them; what it finds counts inside tags.
    const tags = read.markup;
    const raw = hasContent(source, tags)
      ? hitsIn(viewOf(source, 'html-source'), context, NO_CONCEPTS, noted).filter((hit) => insideTag(tags, hit.from, hit.to))
      : NO_HITS;
    // Both sets go by offsets in the source from here on.
    return [...seen, ...raw].map((hit) => ({ ...hit, start: hit.from, end: hit.to }));
  }

  function withKnown(found: Hit[], examined: View, aid: Aid, first: boolean): Hit[] {
    if (aid.known === undefined && aid.extra === undefined) return found;
    const known = knownIn(examined, aid, first);
    return known.length === 0 ? found : [...found, ...known];
  }

  function reachOf({ known }: Aid): number {
    return (known === undefined ? rules.maxLength : Math.max(rules.maxLength, MAX_KNOWN)) + REACH;
  }

  function toMarked(hit: Hit): Marked {
    return { ...toFinding(hit), replacement: hit.action === 'allow' ? null : hit.replacement };
  }

  /** What only shows once the findings are replaced; offsets in the source. */
  function findAgain(source: string, found: readonly Hit[], context: Context, aid: Aid): Hit[] {
    const more: Hit[] = [];
    for (const window of windowsAround(source, found, reachOf(aid))) {
      if (!mayHoldMore(source, found, window)) continue;
      const { text, pieces } = spliceWindow(source, found, window);
      let next = 0;
      for (const hit of resolveOverlaps(candidatesOf(text, context, aid, false))) {
        while (next < pieces.length - 1 && pieces[next].at + pieces[next].length < hit.to) next++;
        const piece = pieces[next];
        if (hit.from < piece.at || hit.to > piece.at + piece.length) continue; // it touches a replacement: the same finding again
        const from = piece.from + hit.from - piece.at;
        more.push({ ...hit, from, to: piece.from + hit.to - piece.at, start: from, end: piece.from + hit.to - piece.at });
      }
    }
    return more;
  }

  function redact(text: string, context: Context = {}): Redacted {
    try {
      const plain = isPlain(context);
      const known = plain && cleanTexts.has(context.field, text);
      const found = known ? NO_HITS : findHits(text, context);
      if (found.length > 0) return { text: splice(text, found, context), findings: found.map(toFinding), degraded: false };
      if (plain && !known) cleanTexts.add(context.field, text);
    } catch {
      // Fail closed: whatever went wrong, nothing unexamined leaves, and nothing of it is told.
      return { text: FAILURE_MARKER, findings: [], degraded: true };
    }
    return { text, findings: [], degraded: false };
  }

  /** Records do not say which of their strings are HTML. */
  function redactMember(text: string, context: Context): Redacted {
    return redact(text, context.format === undefined && looksLikeHtml(text) ? { ...context, format: 'html' } : context);
  }

  return {
    find(text, context = {}) {
      return findHits(text, context).map(toFinding);
    },
    redact,
    redactValue(value, context = {}, valueOptions = {}) {
      return walkValue(value, redactMember, context, valueOptions);
    },
    explain(text, context = {}) {
      const explained: { entry: Explained; hit?: Hit }[] = [];
      const all = candidatesOf(text, context, contextAid.of(text, context), true, (candidate, detector, view, parts, outcome) => {
        const hit = typeof outcome === 'string' ? undefined : outcome;
        explained.push({
          hit,
          entry: {
            category: detector.category.category,
            type: candidate.type,
            rule: detector.rule,
            start: sourceStart(view, candidate.start),
            end: sourceEnd(view, candidate.end),
            score: round(Object.values(parts).reduce((sum, part) => sum + part, 0)),
            parts,
            outcome: typeof outcome === 'string' ? outcome : outcome.action === 'allow' ? 'allowed' : 'found',
          },
        });
      });
      const losers = new Map<string, string>();
      const key = (hit: Hit) => `${hit.from} ${hit.to} ${hit.order}`;
      resolveOverlaps(all, (loser, winner) => losers.set(key(loser), winner.detector.rule));
      return explained.map(({ entry, hit }) => {
        const by = hit === undefined ? undefined : losers.get(key(hit));
        return by === undefined ? entry : { ...entry, outcome: 'overlapped' as const, by };
      });
    },
    stream(context = {}, streamOptions = {}) {
      // An answer is told by where the message begins and ends, which a piece of a stream does not say: `previous` is not read.
      const { known } = contextAid.of('', { ...(context.parties && { parties: context.parties }) });
      const aid: Aid = known === undefined ? {} : { known };
      return createTextStream(
        { find: (text) => findHits(text, context, aid).map(toMarked) },
        known === undefined ? holdBack(rules) : (ROUNDS + 1) * reachOf(aid),
        streamOptions,
      );
    },
    conversation(conversationOptions = {}) {
      return createConversation(
        {
          examine(text, context, aid) {
            const found = findHits(text, context, aid);
            return { findings: found.map(toMarked), text: found.length === 0 ? text : splice(text, found, context) };
          },
          written: writtenNumber,
          wake: (rest) => awake.wake(rest),
          mark: (text, context, aid) => resolveOverlaps(knownIn(viewOf(text, context.format), aid, true)).map(toMarked),
          walk: walkValue,
          dialogue,
        },
        conversationOptions,
      );
    },
    info: {
      policy: policy.policy,
      categories: [...new Set(rules.detectors.map((detector) => detector.category.category))],
      holdBack: holdBack(rules),
      rulesHash: fnv1a64(canonicalJson([[...new Set(rules.detectors.map((detector) => detector.category))], dialogueRules])),
      policyHash: fnv1a64(canonicalJson(policy)),
    },
    dialogue,
  };
}

const NO_CONCEPTS: ReadonlySet<number> = new Set();
/** An id that the ticket names is that id, whatever shape else it has. */
const KNOWN_PRIORITY: Readonly<Record<string, number>> = { order: 90 };
/** Below every rule: what a rule finds in its place is surer and longer. */
const GUESSED = -1;
const KNOWN_PLACEHOLDER: Readonly<Record<string, string>> = { person: 'NAME', 'bank-account': 'BANK_ACCOUNT' };
const NO_HITS: Hit[] = [];
const NO_VIEW: View = { source: '', text: '', start: null, end: null, markup: null };

/** Each look at a text can reach one candidate and its surroundings further. */
function holdBack(rules: CompiledRules): number {
  return rules.maxLength === 0 ? 0 : (ROUNDS + 1) * (rules.maxLength + REACH);
}

/** Three stars in it, or two beside it: what is left of a value that is masked already. */
function touchesMask(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  // Stars on both sides, or a second pair inside, are emphasis.
  const before = start > 1 && text.startsWith('**', start - 2);
  const after = text.startsWith('**', end);
  return (before !== after && !value.includes('**')) || value.includes('***');
}

/** A shape that the rule file says is never this category covers the candidate. */
function isKept(detector: CompiledDetector, scan: Scan, candidate: Candidate): boolean {
  if (detector.keep.length === 0) return false;
  const from = Math.max(0, candidate.start - REACH / 2);
  const slice = scan.text.slice(from, candidate.end + REACH / 2);
  return detector.keep.some((shape) => {
    for (const match of slice.matchAll(shape)) {
      const at = from + match.index;
      if (at <= candidate.start && candidate.end <= at + match[0].length) return true;
    }
    return false;
  });
}

/** Nothing is known of the text but where it stands. */
function isPlain({ format, language, previous, parties }: Context): boolean {
  return format === undefined && language === undefined && previous === undefined && parties === undefined;
}

type Decide = (candidate: Candidate, detector: Origin, view: View, score: number) => Hit;

/** What the policy makes of a candidate. */
function policyDecider(policy: Policy): Decide {
  const allowed = (policy.allow ?? []).map((entry) => ({ category: entry.category, test: wildcard(entry) }));
  return (candidate, detector, view, score) => {
    const category = detector.category.category;
    const value = view.text.slice(candidate.start, candidate.end);
    const listed = allowed.some((entry) => entry.category === category && entry.test(value));
    const action = listed ? 'allow' : (policy.actions[`${category}/${candidate.type}`] ?? policy.actions[category] ?? policy.otherwise);
    const { start, end, type } = candidate;
    return {
      start,
      end,
      from: sourceStart(view, start),
      to: sourceEnd(view, end),
      score,
      priority: detector.priority,
      order: detector.order,
      type,
      detector,
      action,
      replacement:
        action === 'allow'
          ? value
          : besideDigits(
              view.text,
              candidate,
              actOn(action, { value, plain: candidate.value, placeholder: detector.placeholder, category }),
              detector.placeholder,
            ),
    };
  };
}

/** Digits that are kept must not run into digits that stand beside them: they would read as one number. */
function besideDigits(text: string, { start, end }: Candidate, replacement: string, placeholder: string): string {
  const runsOn = (/^\d/.test(replacement) && /\d/.test(text.charAt(start - 1))) || (/\d$/.test(replacement) && /\d/.test(text.charAt(end)));
  return runsOn ? placeholder : replacement;
}

/** `*` stands for any run of characters. Steps through the parts, so no input is slow. */
function wildcard(entry: AllowRule): (value: string) => boolean {
  const parts = entry.matches.toLowerCase().split('*');
  return (written) => {
    const value = written.toLowerCase();
    if (parts.length === 1) return value === parts[0];
    const last = parts[parts.length - 1];
    if (!value.startsWith(parts[0]) || value.length < parts[0].length + last.length || !value.endsWith(last)) return false;
    let at = parts[0].length;
    for (const part of parts.slice(1, -1)) {
      at = value.indexOf(part, at);
      if (at < 0) return false;
      at += part.length;
    }
    return at <= value.length - last.length;
  };
}

function toFinding(hit: Hit): Finding {
  return {
    category: hit.detector.category.category,
    type: hit.type,
    start: hit.from,
    end: hit.to,
    score: hit.score,
    rule: hit.detector.rule,
    action: actionName(hit.action),
  };
}

/** The source with findings replaced; tags that a finding runs over are left standing behind its replacement. */
function splice(source: string, hits: readonly Hit[], context: Context): string {
  const markup = context.format === 'html' ? viewOf(source, 'html').markup : null;
  let out = '';
  let at = 0;
  let tag = 0;
  for (const hit of hits) {
    if (hit.action === 'allow') continue;
    out += source.slice(at, hit.from) + hit.replacement;
    if (markup !== null)
      for (; tag < markup.length && markup[tag] < hit.to; tag += 2)
        if (markup[tag] >= hit.from && markup[tag + 1] <= hit.to) out += source.slice(markup[tag], markup[tag + 1]);
    at = hit.to;
  }
  return out + source.slice(at);
}

/** The source range as offsets of the view: all units that come from it. */
function viewRange({ start: starts, end: ends, text }: View, from: number, to: number): { start: number; end: number } {
  if (starts === null || ends === null) return { start: from, end: to };
  let start = 0;
  while (start < text.length && ends[start] <= from) start++;
  let end = start;
  while (end < text.length && starts[end] < to) end++;
  return { start, end };
}

/** Findings and what is left over where the dialogue and a rule found what overlaps. */
function withRemains(source: string, found: readonly Hit[], lost: readonly Hit[]): Hit[] {
  const remains: Hit[] = [];
  let first = 0;
  let reached = 0;
  for (const hit of [...lost].sort((a, b) => a.from - b.from)) {
    while (first < found.length && found[first].to <= hit.from) first++;
    // Two that lost to the same finding can leave the same rest.
    let from = Math.max(hit.from, reached);
    for (let i = first; i < found.length && found[i].from < hit.to; i++) {
      if (found[i].from > from) remains.push(...remainOf(source, hit, from, found[i].from));
      from = Math.max(from, found[i].to);
    }
    if (from < hit.to) remains.push(...remainOf(source, hit, from, hit.to));
    reached = Math.max(reached, hit.to);
  }
  return remains.length === 0 ? [...found] : [...found, ...remains].sort((a, b) => a.from - b.from);
}

/** A tag that holds nothing but the name of an element of HTML. */
const PLAIN_TAG =
  /<\/?(?:p|br|div|span|b|i|u|s|a|em|strong|small|sub|sup|ul|ol|li|dl|dt|dd|h[1-6]|hr|pre|code|tt|q|blockquote|table|thead|tbody|tr|td|th|html|head|body|section|article|header|footer|main)\s?\/?>/iy;

/** A tag holds more: attributes, a comment, a word that is no element. `tags`: start and end of each. */
function hasContent(source: string, tags: Int32Array): boolean {
  for (let i = 0; i < tags.length; i += 2) {
    PLAIN_TAG.lastIndex = tags[i];
    if (!PLAIN_TAG.test(source) || PLAIN_TAG.lastIndex !== tags[i + 1]) return true;
  }
  return false;
}

/** Nothing when no letter or digit is left. */
function remainOf(source: string, hit: Hit, from: number, to: number): Hit[] {
  if (!/[\p{L}\p{N}]/u.test(source.slice(from, to))) return [];
  return [{ ...hit, from, to, start: from, end: to, ...(hit.action !== 'allow' && { replacement: hit.detector.placeholder }) }];
}

function insideTag(markup: Int32Array, from: number, to: number): boolean {
  for (let i = 0; i < markup.length; i += 2) if (markup[i] <= from && to <= markup[i + 1]) return true;
  return false;
}

interface Window {
  readonly from: number;
  readonly to: number;
  /** The findings in it: hits[first] to hits[last]. */
  readonly first: number;
  readonly last: number;
}

/** Parts of the source that a replacement can change the reading of, ascending, merged where they meet. */
function windowsAround(source: string, hits: readonly Hit[], reach: number): Window[] {
  const windows: { from: number; to: number; first: number; last: number }[] = [];
  hits.forEach((hit, i) => {
    const from = Math.max(0, hit.from - reach);
    const to = Math.min(source.length, hit.to + reach);
    const last = windows.at(-1);
    if (last !== undefined && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.last = i;
    } else windows.push({ from, to, first: i, last: i });
  });
  return windows;
}

/** A window with its findings replaced, and where each untouched piece of it comes from. */
function spliceWindow(
  source: string,
  hits: readonly Hit[],
  window: Window,
): { text: string; pieces: { at: number; from: number; length: number }[] } {
  const parts: string[] = [];
  let at = 0;
  let from = window.from;
  const pieces: { at: number; from: number; length: number }[] = [];
  for (let i = window.first; i <= window.last; i++) {
    const hit = hits[i];
    pieces.push({ at, from, length: hit.from - from });
    parts.push(source.slice(from, hit.from), hit.replacement);
    at += hit.from - from + hit.replacement.length;
    from = hit.to;
  }
  pieces.push({ at, from, length: window.to - from });
  parts.push(source.slice(from, window.to));
  return { text: parts.join(''), pieces };
}

/** Several digits or an `@`: something that a replacement beside it may bring out. */
const NUMBER_OR_ADDRESS = /\d{3}|\d\D{1,2}\d\D{0,2}\d|@|::/;

/**
 * Only then is a second look worth its time: a number or an address was found or is left, or a replacement cut a word in two. Names that stand by
 * themselves, in most messages all there is, bring out nothing.
 */
function mayHoldMore(source: string, hits: readonly Hit[], { from, to, first, last }: Window): boolean {
  for (let i = first; i <= last; i++) if (isJoined(source, hits[i].from) || isJoined(source, hits[i].to)) return true;
  return NUMBER_OR_ADDRESS.test(source.slice(from, to));
}

/** Letters or digits stand on both sides of an offset. */
function isJoined(source: string, at: number): boolean {
  return at > 0 && at < source.length && /[\p{L}\p{N}]/u.test(source[at - 1]) && /[\p{L}\p{N}]/u.test(source[at]);
}

function understand(options: RedactorOptions): { rules: CompiledRules; policy: Policy; dialogueRules: readonly DialogueRule[] } {
  const known = ['rules', 'policy', 'regions', 'categories', 'minScore', 'key'];
  for (const name of Object.keys(options))
    if (!known.includes(name)) throw new SordinoError('ERR_OPTION_UNKNOWN', `Option "${name}" is not known.${didYouMean(name, known)}`);
  const source = options.rules ?? builtinRules;
  if (!Array.isArray(source.categories)) throw new SordinoError('ERR_RULES_MISSING', 'Option "rules" holds no categories.');
  const { regions = DEFAULT_REGIONS, minScore, key } = options;
  if (!Array.isArray(regions) || regions.some((region) => !/^[A-Z]{2}$/.test(region)))
    throw new SordinoError(
      'ERR_OPTION_INVALID',
      'Option "regions" is a list of two-letter country codes in upper case, such as ["SE", "NL"].',
    );
  if (minScore !== undefined && !(minScore >= 0 && minScore <= 1))
    throw new SordinoError('ERR_OPTION_INVALID', 'Option "minScore" is a number from 0 to 1.');
  if (key !== undefined && (!(key instanceof Uint8Array) || key.length < 32))
    throw new SordinoError('ERR_KEY_TOO_SHORT', 'Option "key" is at least 32 bytes.');
  const policy = choosePolicy(options.policy ?? 'storage', source.policies);
  const problems = checkCaps(policy);
  if (problems.length > 0) throw new SordinoError('ERR_POLICY_ABOVE_CAP', `Policy "${policy.policy}": ${problems[0]}.`);
  const tokens = Object.values(policy.actions).includes('token') || policy.otherwise === 'token';
  if (tokens && key === undefined)
    throw new SordinoError('ERR_KEY_MISSING', `Policy "${policy.policy}" makes tokens, which needs the option "key" of at least 32 bytes.`);
  return {
    rules: compileRules(chooseCategories(source.categories, options.categories), regions),
    policy,
    dialogueRules: source.dialogue ?? builtinRules.dialogue ?? [],
  };
}

/** Countries of the notices' customers and of the providers' nearest. */
const DEFAULT_REGIONS: readonly string[] = ['SE', 'NL', 'LV', 'DE', 'GB', 'US'];

function choosePolicy(policy: string | Policy, policies: readonly Policy[]): Policy {
  if (typeof policy !== 'string') {
    if (typeof policy !== 'object' || policy === null || typeof policy.actions !== 'object' || policy.otherwise === undefined)
      throw new SordinoError('ERR_POLICY_INVALID', 'Option "policy" is the name of a policy or a policy with "actions" and "otherwise".');
    return policy;
  }
  const found = policies.find((p) => p.policy === policy);
  if (found === undefined)
    throw new SordinoError(
      'ERR_POLICY_UNKNOWN',
      `Policy "${policy}" is not known.${didYouMean(
        policy,
        policies.map((p) => p.policy),
      )}`,
    );
  return found;
}

function chooseCategories<T extends { category: string }>(all: readonly T[], wanted: readonly string[] | undefined): readonly T[] {
  if (wanted === undefined) return all;
  const names = all.map((rule) => rule.category);
  for (const name of wanted)
    if (!names.includes(name))
      throw new SordinoError('ERR_OPTION_INVALID', `Option "categories": "${name}" is not known.${didYouMean(name, names)}`);
  return all.filter((rule) => wanted.includes(rule.category));
}
