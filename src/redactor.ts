import { leastScore } from './act/caps.ts';
import { isMessageField, ScanSurroundings } from './context/surroundings.ts';
import { Awake } from './conversation/awake.ts';
import { CleanTexts } from './clean-texts.ts';
import { checkOptions, SordinoError } from './errors.ts';
import { createConversation } from './conversation/conversation.ts';
import type { Aid, KnownHit, Marked } from './conversation/hits.ts';
import { ContextAid, MAX_KNOWN } from './conversation/context-aid.ts';
import { dialogueWords } from './conversation/dialogue-words.ts';
import { isFirstName, isListedName } from './detect/names/name-list.ts';
import { foldWord } from './detect/words.ts';
import { writtenNumber } from './detect/spoken-digits.ts';
import { fieldWords } from './letters.ts';
import { walkValue } from './redact-value.ts';
import { type Hit, type Origin, toFinding } from './pipeline/hit.ts';
import { contextOf, textOf, understandOptions } from './pipeline/options.ts';
import { policyDecider } from './pipeline/policy-decider.ts';
import { resolveWhole, withRemains } from './pipeline/remains.ts';
import { mayHoldMore, spliceWindow, windowsAround } from './pipeline/second-look.ts';
import { isKept, touchesMask } from './pipeline/shapes.ts';
import { outsideTags, replacementsOf, splice } from './pipeline/splice.ts';
import { withApart } from './pipeline/with-apart.ts';
import { resolveOverlaps } from './resolve/overlap.ts';
import type { CompiledDetector, CompiledRules } from './rules/compile.ts';
import { canonicalJson, fnv1a64 } from './rules/hash.ts';
import { wakingOf } from './rules/waking.ts';
import { round, weigh } from './rules/weigh.ts';
import { createScanner } from './scan/scan.ts';
import { createTextStream } from './text-stream.ts';
import { oddUnits } from './text/fold.ts';
import { looksLikeHtml } from './text/looks-like-html.ts';
import { membersOf } from './text/members.ts';
import { partedAtTags } from './text/seams.ts';
import { hasContent, insideTag } from './text/tags.ts';
import { isCoded, sourceEnd, sourceStart, viewOf, viewRange, viewWithin } from './text/view.ts';
import type { Candidate, Context, Explained, Redacted, Redactor, RedactorOptions, Scan, View } from './types.ts';
import { FAILURE_MARKER, REACH } from './types.ts';

/** Times a text is looked at again with its findings replaced, as a replacement can bring a word within reach of a value. */
const ROUNDS = 3;

type Note = (
  candidate: Candidate,
  detector: CompiledDetector,
  view: View,
  parts: Record<string, number>,
  outcome: Explained['outcome'] | Hit,
) => void;

/** Makes a redactor. Wrong options throw a SordinoError here, never later. */
export function createRedactor(options: RedactorOptions = {}): Redactor {
  const { rules, policy, dialogueRules } = understandOptions(options);
  const dialogue = dialogueWords(dialogueRules, { isFirst: isFirstName, isName: isListedName });
  const minScore = options.minScore ?? policy.minScore;
  const scan = createScanner(rules.words, oddUnits());
  const fields = new Map<string, ReadonlySet<number>>();
  const decide = policyDecider(policy);
  const origins = new Map<string, Origin>();
  const awake = new Awake();
  const contextAid = new ContextAid(dialogue);
  const cleanTexts = new CleanTexts();
  let rulesHash: string | undefined;

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
    // Read for its words alone: what a view would fold (a dash, an emoji) must not end the reading.
    const words = scan(question, true);
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
  let isKey = false;
  let note: Note | undefined;
  const least = ({ category: { category } }: CompiledDetector) => leastScore(category, minScore);
  const runs = rules.detectors.map((detector) => {
    const needed = least(detector);
    return { detector, emit: (candidate: Candidate) => accept(candidate, detector, needed) };
  });
  const waking = wakingOf(rules, least);

  function accept(candidate: Candidate, detector: CompiledDetector, needed: number): void {
    const parts: Record<string, number> | undefined = note === undefined ? undefined : {};
    const score = weigh(candidate, detector, around, parts);
    if (isKey && LAID_OUT.has(candidate.type)) return;
    if (score < needed) note?.(candidate, detector, view, parts as Record<string, number>, 'below-score');
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
    isKey = context.field === '';
    hits = NO_HITS;
    note = noted;
    const input = { scan: scanned, around, context };
    for (let i = 0; i < woken; i++) {
      const { detector, emit } = runs[waking.woken[i]];
      detector.run(input, emit);
    }
    return hits;
  }

  /** A word that is no name by itself: `Frau`, and `von` unless a name follows it. */
  function namesNobody(word: string, beforeName: boolean): boolean {
    const folded = foldWord(word);
    return dialogue.roles.has(folded) || (!beforeName && dialogue.particles.has(folded));
  }

  /** Findings of a source text, without overlaps, ascending. */
  function findHits(source: string, context: Context, aid: Aid = contextAid.of(source, context)): Hit[] {
    if (options.categories?.length === 0) return NO_HITS;
    const candidates = candidatesOf(source, context, aid, true);
    if (candidates.length === 0) return NO_HITS;
    // What the dialogue merely guesses comes last: it must not stand in the way of what shows once other findings are replaced.
    const sure = candidates.filter(({ priority }) => priority !== GUESSED);
    let found = resolveWhole(source, sure, namesNobody);
    for (let round = 0; round < ROUNDS; round++) {
      const more = findAgain(source, found, context, aid);
      if (more.length === 0) break;
      found = [...found, ...more].sort((a, b) => a.from - b.from);
    }
    if (sure.length < candidates.length) {
      const guesses = candidates.filter(({ priority }) => priority === GUESSED);
      // Where an answer ends is a guess too: beside a finding it is none.
      const free = guesses.filter(({ type, from, to }) => type !== 'answer' || !found.some((hit) => hit.from < to && from < hit.to));
      found = withRemains(source, found, free, namesNobody);
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
        return withKnown(withMembers(hitsIn(plain, context, asked, noted, true), plain, context, noted), plain, aid, first);
      }
    }
    const read = viewOf(source, context.format);
    const whole = hitsIn(read, context, asked, noted);
    // Two values that nothing but a tag parts are read as one; a third view parts them.
    const apart = context.format === 'html' ? partedAtTags(read) : undefined;
    const ruled = apart === undefined ? whole : withApart(source, whole, hitsIn(apart, context, asked, noted), namesNobody);
    const seen = withKnown(withMembers(ruled, read, context, noted), read, aid, first);
    if (context.format !== 'html' || read.markup === null) return seen;
    // What a reader does not see can still be read: attributes, comments, CDATA. A second view holds them; what it finds counts inside tags.
    const tags = read.markup;
    const raw = hasContent(source, tags)
      ? hitsIn(viewOf(source, 'html-source'), context, NO_CONCEPTS, noted).filter((hit) => insideTag(tags, hit.from, hit.to))
      : NO_HITS;
    // Both sets go by offsets in the source from here on.
    return [...seen, ...raw].map((hit) => ({ ...hit, start: hit.from, end: hit.to }));
  }

  /** A record that somebody pasted names its values as the fields of structured input are named. */
  function withMembers(found: Hit[], examined: View, context: Context, noted?: Note): Hit[] {
    const named = membersOf(examined.text).flatMap(({ name, start, end }) => {
      if (!waking.waitsFor(conceptsOf(name))) return NO_HITS;
      const value = viewWithin(examined, start, end);
      return hitsIn(value, { ...context, field: name }, NO_CONCEPTS, noted).map((hit) => ({
        ...hit,
        start: start + hit.start,
        end: start + hit.end,
      }));
    });
    return named.length === 0 ? found : [...found, ...named];
  }

  function withKnown(found: Hit[], examined: View, aid: Aid, first: boolean): Hit[] {
    if (aid.known === undefined && aid.extra === undefined) return found;
    // A known number that the policy lets stand must not open a longer one that it does not.
    const known = knownIn(examined, aid, first).filter((hit) => hit.action !== 'allow' || !found.some((other) => isOpenedBy(other, hit)));
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
        const to = piece.from + hit.to - piece.at;
        if (from >= window.foundFrom && to <= window.foundTo) more.push({ ...hit, from, to, start: from, end: to });
      }
    }
    return more;
  }

  function redact(text: string, given?: Context): Redacted {
    try {
      const context = contextOf(given);
      const plain = isPlain(context);
      const known = plain && cleanTexts.has(context.field, text);
      const found = known ? NO_HITS : findHits(text, context);
      if (found.length > 0) return { text: splice(text, found, context), findings: found.map(toFinding), degraded: false };
      if (plain && !known) cleanTexts.add(context.field, text);
    } catch (error) {
      // What the caller says wrongly holds nothing of the text.
      if (error instanceof SordinoError && error.code === 'ERR_OPTION_UNKNOWN') throw error;
      // Fail closed: whatever else went wrong, nothing unexamined leaves, and nothing of it is told.
      return { text: FAILURE_MARKER, findings: [], degraded: true };
    }
    return { text, findings: [], degraded: false };
  }

  /** Records do not say which of their strings are HTML. */
  function redactMember(text: string, context: Context): Redacted {
    return redact(text, context.format === undefined && looksLikeHtml(text) ? { ...context, format: 'html' } : context);
  }

  return {
    find(text, given) {
      return findHits(textOf(text), contextOf(given)).map(toFinding);
    },
    redact,
    redactValue(value, given, valueOptions = {}) {
      return walkValue(value, redactMember, contextOf(given), valueOptions);
    },
    explain(given, givenContext) {
      const text = textOf(given);
      const context = contextOf(givenContext);
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
      resolveOverlaps(all, (loser, winner) => {
        // The same found twice is not in its own way.
        if (key(loser) !== key(winner)) losers.set(key(loser), winner.detector.rule);
      });
      return explained.map(({ entry, hit }) => {
        const by = hit === undefined ? undefined : losers.get(key(hit));
        return by === undefined ? entry : { ...entry, outcome: 'overlapped' as const, by };
      });
    },
    stream(given, streamOptions = {}) {
      checkOptions(streamOptions, 'stream', ['found']);
      const context = contextOf(given);
      // An answer is told by where the message begins and ends, which a piece of a stream does not say: `previous` is not read.
      const { known } = contextAid.of('', { ...(context.parties && { parties: context.parties }) });
      const aid: Aid = known === undefined ? {} : { known };
      return createTextStream(
        {
          find(text) {
            const found = findHits(text, context, aid);
            const instead = replacementsOf(text, found, context);
            return found.map((hit, i) => ({ ...toFinding(hit), replacement: instead[i] }));
          },
          cut: (text, at) => outsideTags(text, at, context),
        },
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
          looksLikeHtml,
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
      // Half a megabyte of words, which only reports ask for.
      get rulesHash() {
        rulesHash ??= fnv1a64(canonicalJson([[...new Set(rules.detectors.map((detector) => detector.category))], dialogueRules]));
        return rulesHash;
      },
      policyHash: fnv1a64(canonicalJson(policy)),
    },
    dialogue,
  };
}

/** Types that how a message is laid out tells. The name of a field is no message: nobody greets, speaks or signs in it. */
const LAID_OUT: ReadonlySet<string> = new Set(['greeting', 'speaker', 'closing', 'signature']);
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

/** A finding that reaches further than what is known, and may not stand. */
function isOpenedBy(found: Hit, known: Hit): boolean {
  if (found.action === 'allow' || found.to <= known.from || known.to <= found.from) return false;
  return found.from < known.from || known.to < found.to;
}

/** Nothing is known of the text but where it stands. */
function isPlain({ format, language, previous, parties }: Context): boolean {
  return format === undefined && language === undefined && previous === undefined && parties === undefined;
}
