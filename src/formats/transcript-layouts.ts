/**
 * Where transcripts of calls keep what is said: in turns, word by word with times, and again in copies. Paths are those of JSON spans. Known layouts:
 * Amazon Connect Contact Lens, Amazon Transcribe, Deepgram, Genesys Cloud.
 */
import { latin1 } from './bytes.ts';
import { propertyPath } from './names.ts';

/** A word in one or more ways of writing. Times in milliseconds. */
export interface TimedWord {
  readonly paths: readonly string[];
  readonly begin: number | undefined;
  readonly end: number | undefined;
}

/** Offsets into the text of a turn that stand in the document, and the text between them, if that stands there too. */
export interface StoredRange {
  readonly begin: string;
  readonly end: string;
  readonly text: string | undefined;
}

/** What somebody says without a break. */
export interface Turn {
  readonly path: string;
  readonly speaker: string;
  readonly begin: number | undefined;
  readonly end: number | undefined;
  /** The words of the text, in order; none where the layout has none. */
  readonly words: readonly TimedWord[];
  readonly ranges: readonly StoredRange[];
}

/** What is said on one channel, from the first word to the last. */
export interface Track {
  readonly turns: readonly Turn[];
  /** Texts that repeat parts of it: sentences, paragraphs, entities. */
  readonly copies: readonly string[];
  /** Texts that were heard instead of a turn, by its number: they do not say the same. */
  readonly variants: readonly { readonly path: string; readonly turn: number }[];
  /** Words that stand there again, or were heard in another way at the same time. */
  readonly echoes: readonly TimedWord[];
}

type Node = Readonly<Record<string, unknown>>;

/** A value and where it stands. Members that are not there are undefined, so that layouts can be read as they are meant. */
class At {
  readonly value: unknown;
  readonly path: string;

  constructor(value: unknown, path: string) {
    this.value = value;
    this.path = path;
  }

  get(name: string): At {
    const { value } = this;
    const member = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node)[name] : undefined;
    return new At(member, this.path + propertyPath(name));
  }

  list(name: string): At[] {
    const { value, path } = this.get(name);
    return Array.isArray(value) ? value.map((item, i) => new At(item, `${path}[${i}]`)) : [];
  }

  /** The path, where a text stands there. */
  text(name: string): string[] {
    const { value, path } = this.get(name);
    return typeof value === 'string' ? [path] : [];
  }

  /** A number, also one that is written as text. */
  number(name: string): number | undefined {
    const { value } = this.get(name);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }

  seconds(name: string): number | undefined {
    const seconds = this.number(name);
    return seconds === undefined ? undefined : seconds * 1000;
  }

  string(name: string): string {
    const { value } = this.get(name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}

/** The tracks of a document, or of a list of such; none when it has no layout that is known. */
export function tracksOf(document: unknown): Track[] {
  if (Array.isArray(document)) return document.flatMap((one, i) => tracksAt(new At(one, `$[${i}]`)));
  return tracksAt(new At(document, '$'));
}

function tracksAt(root: At): Track[] {
  return [...contactLens(root), ...transcribe(root), ...deepgram(root), ...genesys(root)].filter(({ turns }) => turns.length > 0);
}

const LIST_OF_OBJECTS = String.raw`\s*:\s*\[\s*\{`;
/** What the head of each layout holds. */
const HEADS: readonly (readonly RegExp[])[] = [
  [/"Transcript"\s*:\s*\[/, /"ParticipantId"/],
  [/"ConversationCharacteristics"/, /"JobStatus"/],
  [/"results"/, new RegExp(`"transcripts"${LIST_OF_OBJECTS}\\s*"transcript"`)],
  [new RegExp(`"channels"${LIST_OF_OBJECTS}`), new RegExp(`"alternatives"${LIST_OF_OBJECTS}`), /"transcript"/],
  [new RegExp(`"transcripts"${LIST_OF_OBJECTS}`), new RegExp(`"phrases"${LIST_OF_OBJECTS}`)],
];

/** Most records are none, and hold none of the names either. */
const NAMED = /ranscript|"ConversationCharacteristics"/;

/** True for the head of a document in JSON that is such a transcript. */
export function looksLikeTranscript(head: Uint8Array): boolean {
  const text = latin1(head, 0, head.length);
  return NAMED.test(text) && HEADS.some((patterns) => patterns.every((pattern) => pattern.test(text)));
}

function contactLens(root: At): Track[] {
  const copies: string[] = [];
  const turns = root.list('Transcript').flatMap((turn): Turn[] => {
    const ranges: StoredRange[] = [];
    for (const name of ['IssuesDetected', 'OutcomesDetected', 'ActionItemsDetected'])
      for (const item of turn.list(name)) {
        const offsets = item.get('CharacterOffsets');
        const [text] = item.text('Text');
        if (offsets.number('BeginOffsetChar') === undefined || offsets.number('EndOffsetChar') === undefined)
          copies.push(...item.text('Text'));
        else ranges.push({ begin: offsets.get('BeginOffsetChar').path, end: offsets.get('EndOffsetChar').path, text });
      }
    return turn.text('Content').map((path) => ({
      path,
      speaker: turn.string('ParticipantId'),
      begin: turn.number('BeginOffsetMillis'),
      end: turn.number('EndOffsetMillis'),
      words: [],
      ranges,
    }));
  });
  return [{ turns, copies, variants: [], echoes: [] }];
}

function transcribe(root: At): Track[] {
  const results = root.get('results');
  const items = results.list('items').map(transcribeItem);
  const segments = results.list('segments').flatMap((segment) => segment.list('alternatives'));
  const channels = results.get('channel_labels').list('channels');
  const echoes = [...segments, ...channels].flatMap((part) => part.list('items').map(transcribeItem));
  const copies = [...results.list('audio_segments'), ...segments].flatMap((part) => part.text('transcript'));
  return results.list('transcripts').map((transcript, i) => ({
    turns: transcript
      .text('transcript')
      .map((path) => ({ path, speaker: '', begin: undefined, end: undefined, words: i === 0 ? items : [], ranges: [] })),
    copies: i === 0 ? copies : [],
    variants: [],
    echoes: i === 0 ? echoes : [],
  }));
}

function transcribeItem(item: At): TimedWord {
  const paths = [...item.list('alternatives').flatMap((one) => one.text('content')), ...item.text('content')];
  return { paths, begin: item.seconds('start_time'), end: item.seconds('end_time') };
}

function deepgram(root: At): Track[] {
  const results = root.get('results');
  const utterances = results.list('utterances');
  return results.list('channels').flatMap((channel, number) => {
    const [best, ...others] = channel.list('alternatives');
    if (best === undefined) return [];
    const spoken = utterances.filter((utterance) => (utterance.number('channel') ?? 0) === number);
    const copies = [
      ...paragraphsOf(best),
      ...best.list('entities').flatMap((entity) => entity.text('value')),
      ...channel.list('search').flatMap((search) => search.list('hits').flatMap((hit) => hit.text('snippet'))),
      ...spoken.flatMap((utterance) => utterance.text('transcript')),
    ];
    const echoes = [...spoken, ...others].flatMap((part) => part.list('words').map(deepgramWord));
    const words = best.list('words').map(deepgramWord);
    const turns = best.text('transcript').map((path) => ({ path, speaker: '', begin: undefined, end: undefined, words, ranges: [] }));
    const variants = [...others.flatMap((other) => [...other.text('transcript'), ...paragraphsOf(other)])].map((path) => ({
      path,
      turn: 0,
    }));
    return [{ turns, copies, variants, echoes }];
  });
}

function paragraphsOf(alternative: At): string[] {
  const paragraphs = alternative.get('paragraphs');
  const sentences = paragraphs.list('paragraphs').flatMap((paragraph) => paragraph.list('sentences'));
  return [...paragraphs.text('transcript'), ...sentences.flatMap((sentence) => sentence.text('text'))];
}

function deepgramWord(word: At): TimedWord {
  return { paths: [...word.text('punctuated_word'), ...word.text('word')], begin: word.seconds('start'), end: word.seconds('end') };
}

function genesys(root: At): Track[] {
  return root.list('transcripts').map((transcript) => {
    // Times since 1970, while a recording begins at nought.
    const origin = transcript.number('startTime') ?? root.number('startTime') ?? 0;
    const variants: { path: string; turn: number }[] = [];
    const copies: string[] = [];
    const echoes: TimedWord[] = [];
    const turns = transcript
      .list('phrases')
      .flatMap((phrase): Turn[] => phrase.text('text').map((path) => genesysTurn(phrase, path, origin)));
    let turn = 0;
    for (const phrase of transcript.list('phrases')) {
      copies.push(...phrase.text('decoratedText'));
      for (const other of phrase.list('alternatives')) {
        for (const path of [...other.text('transcript'), ...other.text('text'), ...other.text('decoratedText')])
          variants.push({ path, turn });
        echoes.push(...other.list('words').map((word) => genesysWord(word, origin)));
      }
      turn += phrase.text('text').length;
    }
    return { turns, copies, variants, echoes };
  });
}

function genesysTurn(phrase: At, path: string, origin: number): Turn {
  const words = phrase.list('words').map((word) => genesysWord(word, origin));
  return { path, speaker: phrase.string('participantPurpose'), ...genesysTime(phrase, origin), words, ranges: [] };
}

function genesysWord(word: At, origin: number): TimedWord {
  return { paths: word.text('word'), ...genesysTime(word, origin) };
}

function genesysTime(item: At, origin: number): { begin: number | undefined; end: number | undefined } {
  const start = item.number('startTimeMs');
  const length = item.get('duration').number('milliseconds') ?? item.number('duration');
  if (start === undefined) return { begin: undefined, end: undefined };
  const begin = start >= origin ? start - origin : start;
  return { begin, end: length === undefined ? undefined : begin + length };
}
