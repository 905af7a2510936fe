/** Vocabulary of the project. Imports nothing; everything else may import it. */

export const CATEGORY_IDS = [
  'person',
  'email',
  'phone',
  'ip',
  'card',
  'card-detail',
  'bank-account',
  'national-id',
  'birth-date',
  'address',
  'location',
  'contact-time',
  'device',
  'licence',
  'order',
  'username',
  'secret',
  'company',
] as const;

/** A kind of personal data. Rule folders of a firm may add their own ids. */
export type CategoryId = (typeof CATEGORY_IDS)[number] | (string & {});

/** ISO 3166-1 alpha-2, upper case: 'SE'. */
export type CountryCode = string;

/** Offsets are UTF-16 code units into the text as it was given; `end` is exclusive. A finding never holds the matched text. */
export interface Finding {
  readonly category: CategoryId;
  /** Finer kind: 'pan', 'iban', 'v6'. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** 0..1 */
  readonly score: number;
  /** `<category>/<detector id>`, as in the rule file. */
  readonly rule: string;
  /** What the policy says becomes of it: 'remove', 'keep-6-4', 'allow' ... */
  readonly action?: string;
}

/** How the text is written, which decides what is decoded before rules read it. */
export type TextFormat = 'text' | 'html' | 'email' | 'json' | 'csv' | 'tsv' | 'quoted-printable' | 'flowed' | (string & {});

export type Speaker = 'customer' | 'agent' | 'system';

/** Someone whom the ticket already names. */
export interface Party {
  readonly role: string;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly company?: string;
  readonly ids?: readonly string[];
}

/** What is known about a text beside the text itself. */
export interface Context {
  /** Name of the field the text stands in, as it is in the record: 'billing_address'. The strongest cue there is. */
  readonly field?: string;
  /** BCP 47 language of the text, when known. */
  readonly language?: string;
  /** The message before this one, by the other side: a question there says what a bare answer here is. */
  readonly previous?: string;
  readonly parties?: readonly Party[];
  /** Where the text stands in its record, for reports: '$.ticket.comments[3].body'. */
  readonly path?: string;
  readonly format?: TextFormat;
}

export interface Redacted {
  readonly text: string;
  readonly findings: readonly Finding[];
  /** True when a part could not be examined and was replaced by the failure marker. */
  readonly degraded: boolean;
}

export interface ValueFinding extends Finding {
  /** JSON path of the string, number or key in which the finding lies: '$.comments[2].body'. */
  readonly path: string;
  /** 'key' when the finding lies in a property name. */
  readonly in: 'value' | 'key';
}

export interface RedactedValue<T = unknown> {
  readonly value: T;
  readonly findings: readonly ValueFinding[];
  readonly degraded: boolean;
}

/** Stands where a text could not be examined. Nothing of the text is left. */
export const FAILURE_MARKER = '[REDACTION_FAILED]';

// ---------------------------------------------------------------- rule files

/** Words per language tag, or for every language under '*'. A trailing `*` lets a word go on for up to three letters (inflection): `kort*`. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/** One way to find a category. Exactly one of `detect` (named code) and `pattern` (RE2 subset) is given. */
export interface DetectorRule {
  /** Unique inside its category. */
  readonly id: string;
  /** What the finding's `type` says; default: the id. The detector may be finer. */
  readonly type?: string;
  readonly detect?: string;
  readonly pattern?: string;
  /** For `pattern`: a match may not touch a letter or digit on either side ('word', default) or may ('none'). */
  readonly edges?: 'word' | 'none';
  /** For `pattern`: compare without case. */
  readonly ignoreCase?: boolean;
  /** Score of the bare shape, 0..1. */
  readonly score: number;
  /** What each named check of `validate/` adds when it holds. */
  readonly validate?: Readonly<Record<string, number>>;
  /** What each signal that the detector itself reports adds when present. */
  readonly signals?: Readonly<Record<string, number>>;
  /** What a label of the category directly left of the value (or its field name) adds; half of it when the word is merely near. */
  readonly cue?: number;
  /** What a word of `context.not` close on the left takes away (a positive number); default 0.5. */
  readonly not?: number;
  /** Checks and signals that, when all of them hold, leave words of `context.not` nothing to take away. */
  readonly sure?: readonly string[];
  /** Cue words of this detector alone, beside those of the category. */
  readonly near?: WordLists;
  readonly notNear?: WordLists;
  /** Vocabularies that the named detector reads: `{ at: { sv: [snabel-a] } }`. */
  readonly words?: Readonly<Record<string, WordLists>>;
  /** Settings of the named detector. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Position in the order in which overlaps are decided: higher wins. Default: the category's. */
  readonly priority?: number;
}

/** rules/categories/<id>/rule.yaml */
export interface CategoryRule {
  readonly category: CategoryId;
  /** One line that a security officer can read. */
  readonly finds: string;
  /** 0..100; who wins an overlap. categories.md of the design gives the order: secrets 95, e-mail 85, bank 80, card 75 ... names 10. */
  readonly priority: number;
  /** What stands in the text instead: 'EMAIL' gives `[EMAIL]`. Upper-case ASCII letters and `_`. */
  readonly placeholder: string;
  readonly detectors: readonly DetectorRule[];
  readonly context?: { readonly near?: WordLists; readonly not?: WordLists };
  /** Vocabularies that all named detectors of the category read, beside the `words` of their own. */
  readonly words?: Readonly<Record<string, WordLists>>;
  /** Exact shapes (RE2 subset) that are never this category. */
  readonly keep?: readonly { readonly pattern: string; readonly why: string }[];
}

/** rules/categories/<id>/cases.yaml */
export interface CategoryCases {
  readonly redacts: readonly RedactCase[];
  readonly leaves: readonly LeaveCase[];
}
export interface CaseContext {
  readonly why: string;
  readonly lang?: string;
  readonly format?: TextFormat;
  readonly field?: string;
  readonly regions?: readonly CountryCode[];
  /** The message before, by the other side. */
  readonly previous?: string;
}
export interface RedactCase extends CaseContext {
  readonly text: string;
  /** The parts that must be findings of this category, in order. */
  readonly spans: readonly string[];
  /** The whole text as the `external` policy leaves it. */
  readonly gives?: string;
}
export interface LeaveCase extends CaseContext {
  /** Must hold no finding of this category. */
  readonly text: string;
}

export type ActionRule =
  | 'remove'
  | 'mask'
  | 'allow'
  | 'token'
  | { readonly keep: { readonly first?: number; readonly last?: number } }
  | { readonly generalise: 'network' | 'day' | 'month' | 'year' | 'decimal' };

/** rules/policies/<name>.yaml: what becomes of each category, for one destination. */
export interface Policy {
  readonly policy: string;
  /** Who receives what this policy lets through. */
  readonly for: string;
  /** For a category that `actions` does not name. */
  readonly otherwise: ActionRule;
  /** Findings below are not reported. 0..1 */
  readonly minScore: number;
  /** Category id, or `<category>/<type>` for one type of it. */
  readonly actions: Readonly<Record<string, ActionRule>>;
  /** The sentence of the notices that each line serves, by the key used in `actions`. */
  readonly why?: Readonly<Record<string, string>>;
  readonly allow?: readonly AllowRule[];
}
export interface AllowRule {
  readonly category: CategoryId;
  /** The whole value, `*` for any run of characters; compared without case. */
  readonly matches: string;
  readonly why: string;
}

/**
 * rules/layouts/<name>.yaml: where the records of a help desk say what belongs together, who takes part and who says what. Paths are names joined by
 * dots, `[]` for every element of a list, `["odd name"]`; of a list of paths the ones that lead somewhere count.
 */
export interface RecordLayout {
  readonly layout: string;
  /** One line: whose records these are. */
  readonly of: string;
  /** Where the record begins in what arrives: '' for all of it. Default: ['']. */
  readonly within?: readonly string[];
  /** What tells one conversation from another; the first that is there counts, in a record in which the layout finds a party or a message. */
  readonly key?: readonly string[];
  readonly parties?: readonly PartyLayout[];
  /** In the order in which they are said. */
  readonly messages?: readonly MessageLayout[];
}
/** Someone whom a record names. Paths go on from `at`; `first + last` joins two. */
export interface PartyLayout {
  readonly at: string;
  readonly role: string;
  readonly name?: readonly string[];
  readonly email?: readonly string[];
  readonly phone?: readonly string[];
  readonly company?: readonly string[];
  readonly ids?: readonly string[];
}
/** What somebody said. Paths go on from `at`. */
export interface MessageLayout {
  readonly at: string;
  /** The text, and the same text in other fields. */
  readonly text: readonly string[];
  /** Those of `text` that hold HTML. */
  readonly html?: readonly string[];
  readonly from?: Speaker | SpeakerLayout;
}
/** How a message says who wrote it: by a word, or by the requester's id. */
export interface SpeakerLayout {
  /** The first that leads to a word or an id that is known counts. */
  readonly path: readonly string[];
  readonly customer?: readonly string[];
  readonly agent?: readonly string[];
  readonly system?: readonly string[];
  /** Paths of the record: who is named there is the customer, everybody else an agent. */
  readonly requester?: readonly string[];
}

/** Lists of words by which the dialogue layer tells questions, answers, names and firms. */
export const DIALOGUE_LISTS = [
  'asking',
  'askingWhat',
  'tails',
  'fillers',
  'stops',
  'kinds',
  'units',
  'numbers',
  'roles',
  'groups',
  'services',
  'particles',
  'titles',
  'common',
  'openers',
  'months',
  'greetings',
  'speakers',
  'legalForms',
  'firms',
  'mailHosts',
] as const;
export type DialogueList = (typeof DIALOGUE_LISTS)[number];

/** How an answer is read: one word, what no word is written like, a name, an address, a short number of one, a firm, names of machines, codes, a number in words. */
export const ANSWER_READINGS = ['token', 'made', 'name', 'address', 'number', 'firm', 'host', 'code', 'spoken'] as const;
export type AnswerReading = (typeof ANSWER_READINGS)[number];

/** rules/dialogue/<name>.yaml: words of the dialogue layer. What several files say is added up. */
export interface DialogueRule {
  readonly dialogue: string;
  /** One line: what these words are for. */
  readonly of: string;
  /** The first that is asked and answered counts. */
  readonly questions?: readonly QuestionRule[];
  readonly words?: Readonly<Partial<Record<DialogueList, WordLists>>>;
}

/** What is asked for and told by the question rather than by its shape. */
export interface QuestionRule {
  readonly category: CategoryId;
  readonly read: AnswerReading;
  /** Words that ask for it; `*code` stands for all that end so. */
  readonly words: WordLists;
  /** Words of which the question must hold one too. */
  readonly with?: WordLists;
  /** Words directly before one of `words` that make it another thing: `zip code`. */
  readonly not?: WordLists;
}

/** The proof of a dialogue file, in the file itself. */
export interface DialogueCases {
  readonly redacts: readonly DialogueCase<RedactCase>[];
  readonly leaves: readonly DialogueCase<LeaveCase>[];
}
export type DialogueCase<T> = T & { readonly category: CategoryId };

/** Parsed rule files, wherever they came from. */
export interface RuleSource {
  readonly categories: readonly CategoryRule[];
  readonly policies: readonly Policy[];
  readonly layouts?: readonly RecordLayout[];
  /** Default: the shipped ones, as they say what languages are like and not what is found. */
  readonly dialogue?: readonly DialogueRule[];
}

/** A question of the rules, its words folded. */
export interface Question {
  readonly category: CategoryId;
  readonly read: AnswerReading;
  readonly words: ReadonlySet<string>;
  /** Matches the words that `*code` and the like stand for. */
  readonly open?: RegExp;
  readonly with: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
}

/** The words of the dialogue layer, all languages together, folded as names are compared. */
export interface DialogueWords extends Readonly<Record<DialogueList, ReadonlySet<string>>> {
  readonly questions: readonly Question[];
  readonly nameLists: NameLists;
}

/** What the lists of names know of a folded word. */
export interface NameLists {
  /** A first name and nothing else. */
  isFirst(folded: string): boolean;
  /** A first name or a surname, though it may be a word too. */
  isName(folded: string): boolean;
}

// ---------------------------------------------------------------- between the stages

/**
 * What rules read: `text` is the source with invisible characters dropped, digits, spaces and dashes folded and escapes decoded.
 * `start[i]`/`end[i]` are the offsets in `source` of the unit `text[i]`; null when the text is its own view.
 */
export interface View {
  readonly source: string;
  readonly text: string;
  readonly start: Int32Array | null;
  readonly end: Int32Array | null;
  /** Parts of the source that a replacement must leave standing (tags), as pairs of offsets, ascending; null when there are none. */
  readonly markup: Int32Array | null;
}

/** Kinds of gap between two digit runs. A gap is the sum of what stands in it. */
export const GAP = {
  space: 1,
  dash: 2,
  dot: 4,
  slash: 8,
  paren: 16,
  wrap: 32,
  comma: 64,
  markup: 128,
  /** Nothing joins the run to the next one. */
  none: 0,
} as const;

/**
 * What detectors start from, one bit each: digit runs, `@`, `:`, cue words, a text so short that it may be one bare value, capitalised words, a
 * letter beside a digit, an identifier or a word as long as one, and what stands at each anchor below.
 */
export const ANCHOR = {
  runs: 1,
  ats: 2,
  colons: 4,
  cues: 8,
  short: 16,
  words: 32,
  mixed: 64,
  tokens: 128,
  /** `://` */
  links: 256,
  /** Two letters of their own with a blank, a dash or a full stop beside each: `b y `. */
  spelled: 512,
  /** A word that begins with two capitals. */
  capitals: 1024,
  /** A sign between a letter and a run: `E-4012`. */
  glued: 2048,
  /** Two numbers with a full stop and two digits or more behind it. */
  decimals: 4096,
  /** `name#1234` */
  tags: 8192,
  /** A run before a degree sign. */
  degrees: 16384,
  /** `///`, `-----`, or a `+` between letters or digits. */
  marks: 32768,
  /** `\\` */
  backslashes: 65536,
  /** Two colons three units apart, as in `10:33:07`. */
  seconds: 131072,
  /** A capitalised word that begins a line, or stands behind a stroke or a dash, as signatures do. */
  signs: 262144,
  /** The last of several lines is short and has a comma, a stroke or a dash in it, as the end of a signature has. */
  closes: -2147483648,
  /** `=`, `|`, `>`, a tab, or a dash with blanks around it, as labels have before their values. */
  assigns: 524288,
  /** One to three letters in brackets. */
  brackets: 1048576,
  /** At most 80 units: what somebody says in one bubble. */
  brief: 1073741824,
  /** Four runs in a row with at most three units between each. */
  quads: 2097152,
  /** Three runs that may be a day, a month and a year. */
  dates: 4194304,
  /** Two or three letters before a run, as the country of an IBAN stands. */
  countries: 8388608,
  /** A run that a capital or more digits stand beside, as in a postcode. */
  postal: 16777216,
  /** A word that ends as one of the detectors' `endings` does, with a digit at most three units behind it. */
  numbered: 33554432,
  /** A word that ends as one of the detectors' `endings` does. */
  endings: 536870912,
  /** A letter beside a digit in a long row of letters, digits, dots and dashes. */
  rows: 67108864,
  /** Four digits behind stars or the like, as the end of a masked number. */
  masked: 268435456,
  /** A letter of its own before a stroke: `c/o`. */
  strokes: 134217728,
} as const;
export type Anchor = keyof typeof ANCHOR;

/**
 * One pass over a view, as columns. Arrays are longer than what is in them and are used again by the next scan: read, do not keep.
 * `runs`: maximal runs of ASCII digits of 1 to 64 digits. `gap[i]` says what stands between run i and run i+1 (GAP bits; 0: they do not join).
 * `cues`: hits of the vocabulary, ascending by start. `marks`: positions of `@`, `:`. `words`: words that begin with a capital.
 */
export interface Scan {
  readonly text: string;
  /** Sum of ANCHOR bits: what the text holds. */
  readonly anchors: number;
  readonly runCount: number;
  readonly runStart: Int32Array;
  readonly runEnd: Int32Array;
  readonly gap: Uint8Array;
  /** Digits in run i and the runs that join it to the right, 255 at most: most runs are told by it to begin nothing. */
  readonly ahead: Uint8Array;
  /** The most of them. */
  readonly longest: number;
  /** The text holds a character that a view folds; nothing else of the scan is filled in then. */
  readonly odd: boolean;
  /** Another number for each scan: what is worked out for one can be kept for the detectors after. */
  readonly serial: number;
  readonly atCount: number;
  readonly at: Int32Array;
  readonly colonCount: number;
  readonly colon: Int32Array;
  readonly cueCount: number;
  readonly cueStart: Int32Array;
  readonly cueEnd: Int32Array;
  /** Index into the vocabulary's entries. */
  readonly cueEntry: Int32Array;
  /** Words that begin with a capital letter; `wordHash` is the hash of the folded word. */
  readonly wordCount: number;
  readonly wordStart: Int32Array;
  readonly wordEnd: Int32Array;
  readonly wordHash: Int32Array;
  /** Hits by concept id: most texts hold no word of most concepts. */
  readonly conceptHits: Uint32Array;
  /** The concepts that have a hit, in no order. */
  readonly heardCount: number;
  readonly heard: Int32Array;
  /** By concept with a hit: where the chain of its hits begins. Hit k is of the cue `hitCue[k]`, and `nextHit[k]` is the next one of the concept, or -1. */
  readonly firstHit: Int32Array;
  readonly hitCue: Int32Array;
  readonly nextHit: Int32Array;
  readonly vocabulary: Vocabulary;
}

/** A concept is a set of words with one meaning: 'card', '!card' (its negatives), 'email.at' (a detector's own list). */
export interface Vocabulary {
  readonly concepts: readonly string[];
  /** Concept id by name, -1 when no rule names it. */
  concept(name: string): number;
  /** `entryConcepts` in columns: those of entry i are conceptList[conceptFrom[i]] to conceptList[conceptFrom[i + 1] - 1]. */
  readonly conceptFrom: Int32Array;
  readonly conceptList: Uint16Array;
  /** Concept ids of an entry: one word can belong to several. */
  readonly entryConcepts: readonly (readonly number[])[];
  /** The unit as words are compared: lower case, without diacritics; 0 when it is no letter. */
  letter(unit: number): number;
}

/** How strongly the surroundings speak for a concept. */
export interface Surroundings {
  /** 1: a label directly left of the value, or its field name; 0.5: within 40 units on either side; 0: neither. */
  near(concept: number, start: number, end: number): number;
  /** A word of the concept ends at most `within` (default 24) units left of `start`, on the same line, with no digit or `@` between. */
  left(concept: number, start: number, within?: number): boolean;
  /** The field the text stands in speaks of the concept. */
  field(concept: number): boolean;
  /** The text is what somebody said: it stands in no field, or in one that holds messages. A number that is all of it answers a question. */
  readonly message: boolean;
}

/** Something that may be a finding. Offsets are view units. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** What validators read: digits only, or upper-case letters and digits, as the detector says. Never leaves the engine. */
  readonly value: string;
  readonly type: string;
  /** Signals of the detector that hold here; the rule file weighs them. */
  readonly signals: readonly string[];
}

export interface DetectContext {
  readonly scan: Scan;
  readonly around: Surroundings;
  readonly context: Context;
}

/** A detector with its settings, ready to run. It decides from text[start-REACH .. end+REACH] alone (see docs/architecture.md, locality). */
export type RunDetector = (input: DetectContext, emit: (candidate: Candidate) => void) => void;

export interface DetectorSetup {
  readonly rule: DetectorRule;
  readonly category: CategoryRule;
  readonly regions: readonly CountryCode[];
  /** Concept id of one of the rule's own word lists. */
  concept(list: string): number;
  /** Tells the words of a list that the detector looks up by itself, compared as cue words are. */
  list(name: string): (word: string) => boolean;
  /** The same for lists of phrases: end of the longest one that begins with the word at an offset of a text, 0 when none does. */
  phrases(name: string): (text: string, at: number) => number;
  /** Concept ids of the category's cue words and of the detector's own; -1 where there are none. */
  readonly cues: readonly number[];
}

/** What a text must hold for a detector to find something in it: all that is named. */
export interface Need {
  readonly anchors?: readonly Anchor[];
  /** Fewest digits in joined runs. */
  readonly digits?: number;
  /**
   * Word lists of `words:` of which one has a hit; 'cue' stands for the cue words of category and detector. A field that speaks of them, or a
   * question, counts as well.
   */
  readonly lists?: readonly string[];
  /** One hit in the text is not enough. */
  readonly twice?: boolean;
  /** As `lists`, but only a field that speaks of them counts, or a question. */
  readonly field?: readonly string[];
}

/** Named code that a rule file can ask for. */
export interface Detector {
  readonly name: string;
  /** Types that it gives findings beside that of the rule; a policy may speak of them. */
  readonly types?: readonly string[];
  /** Names that `signals:` may weigh. */
  readonly signals: readonly string[];
  /** Names of the word lists it reads from `words:`. */
  readonly words?: readonly string[];
  /** Names of the `options:` it understands. */
  readonly options?: readonly string[];
  /** Longest finding in view units; the stream's hold-back is made from it. */
  readonly maxLength: number;
  /**
   * What is needed for it to find anything: one of these. The scan tells of the whole text, so whatever it finds must itself hold, or have within
   * REACH, what is needed.
   */
  needs(rule: DetectorRule): readonly Need[];
  /** Endings of words that the anchor `endings`, or `numbered`, tells it of; the last three letters of each count. */
  endings?(rule: DetectorRule): { readonly anchor: 'endings' | 'numbered'; readonly words: readonly string[] };
  /** Lists of `words:` that it looks up by itself (`setup.list`), so that their common words do not burden the scan. */
  readonly ownLists?: readonly string[];
  /** Word lists that come with its code, as grammar does: no rule file need write them. */
  readonly brings?: Readonly<Record<string, readonly string[]>>;
  /**
   * For a detector that many rules ask for: of all of them at once, which can find something in a scan. Sets `chosen[i]` for rules[i]; the others are
   * not called.
   */
  choose?(rules: readonly DetectorRule[]): (scan: Scan, chosen: Uint8Array) => void;
  prepare(setup: DetectorSetup): RunDetector;
}

/** A check that adds to a score. Gets Candidate.value; never throws. */
export type Validator = (value: string) => boolean;

/** Units to either side of a candidate that may influence it. Nothing further away may. */
export const REACH = 96;

// ---------------------------------------------------------------- the redactor

export interface RedactorOptions {
  /** Default: the rules shipped with the package. Others are checked, and frozen: what is changed later would not have been checked. */
  readonly rules?: RuleSource;
  /** Name of a policy of the rule source, or a policy itself, which is frozen like rules. Default: 'storage'. */
  readonly policy?: string | Policy;
  /** Countries whose national formats (phones, accounts) are expected, most expected first. */
  readonly regions?: readonly CountryCode[];
  /** Look for these categories only. */
  readonly categories?: readonly CategoryId[];
  /** Instead of the policy's. 0..1 */
  readonly minScore?: number;
  /** At least 32 bytes; needed by token actions. */
  readonly key?: Uint8Array;
}

/** One line of `explain`: a candidate, what raised and lowered it, and what became of it. */
export interface Explained {
  readonly category: CategoryId;
  readonly type: string;
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
  /** Parts of the score in the order they were added: { shape: 0.3, 'validate:luhn': 0.4, cue: 0.4 }. */
  readonly parts: Readonly<Record<string, number>>;
  readonly outcome: 'found' | 'allowed' | 'below-score' | 'overlapped' | 'kept-shape';
  /** The rule that won an overlap. */
  readonly by?: string;
}

export interface ValueOptions {
  /** Most nested level that is walked. Default 200; deeper is ERR_VALUE_DEPTH. */
  readonly maxDepth?: number;
}

/** concat(write(a), write(b), ..., end()) === redact(a + b + ...).text, however the text is cut. */
export interface TextStream {
  /** Takes the next part; gives what can no longer change. */
  write(chunk: string): string;
  /** Gives the rest. */
  end(): string;
  /** The first 10 000, with offsets into the whole text. `count` says when there are more; `found` is told of all. */
  readonly findings: readonly Finding[];
  /** How many there are so far. */
  readonly count: number;
  /** True when a part could not be examined and was replaced by the failure marker. */
  readonly degraded: boolean;
}

/** A stream may go on for ever, and its findings with it. */
export interface StreamOptions {
  /** Is told of each finding when it has been replaced, with offsets into the whole text. */
  readonly found?: (finding: Finding) => void;
}

export interface Redactor {
  find(text: string, context?: Context): Finding[];
  redact(text: string, context?: Context): Redacted;
  /** Any JSON value, walked whole and iteratively: strings, numbers and keys. Gives a fresh value; reads each property once. */
  redactValue<T = unknown>(value: T, context?: Context, options?: ValueOptions): RedactedValue<T>;
  explain(text: string, context?: Context): Explained[];
  stream(context?: Context, options?: StreamOptions): TextStream;
  /** Remembers what its messages say of each other; forget it with the conversation. */
  conversation(options?: ConversationOptions): Conversation;
  readonly info: RedactorInfo;
  /** By which formats tell a role from a name, and a word from a name. */
  readonly dialogue: DialogueWords;
}

export interface RedactorInfo {
  readonly policy: string;
  readonly categories: readonly CategoryId[];
  /** Units a stream keeps back, computed from the compiled rules. */
  readonly holdBack: number;
  /** FNV-1a 64, hex, over the canonical JSON of rules and policy: says "the same rules", proves nothing. */
  readonly rulesHash: string;
  readonly policyHash: string;
}

// ---------------------------------------------------------------- conversations

/** What is known of a conversation before its first message. */
export interface ConversationOptions {
  /** Whom the ticket names. Their names, addresses, numbers and ids are found in every form. */
  readonly parties?: readonly Party[];
  /** BCP 47 tag: says which case endings names take. */
  readonly language?: string;
}

/** What is known of a message of a conversation beside its text. */
export interface MessageContext {
  /** Who says it. The question that a bare answer answers is the other side's. */
  readonly from?: Speaker;
  readonly format?: TextFormat;
  readonly field?: string;
}

/** Where a text stands among records. */
export interface TextPlace {
  /** The caller's number or name of the record. */
  readonly record: number | string;
  /** '$.comments[2].body' */
  path: string;
}

/** A text of a record that goes into a conversation as one. */
export interface ConversationText extends MessageContext {
  readonly text: string;
  /** Place among the messages of the record; texts of one number are one message, written twice. None: a field, which says nothing to anybody. */
  readonly turn?: number;
  /** The text is HTML. Default: a text with a place that looks like it is. */
  readonly html?: boolean;
  /** Kept with the text, for late findings. */
  readonly place?: TextPlace;
}

/** What a layout says of one record. */
export interface RecordReading {
  /** Key of the conversation. */
  readonly key: string | undefined;
  readonly parties: readonly Party[];
  /** Messages by their path. */
  readonly messages: ReadonlyMap<string, Pick<ConversationText, 'turn' | 'from' | 'html'>>;
}

/** What is known of a record that goes into a conversation as one value. */
export interface ConversationValueOptions extends ValueOptions {
  /** The caller's number or name of the record, for late findings. Default 0. */
  readonly record?: number | string;
  /** Default: the value itself is a message when it is a text; a value of any other kind holds fields only. */
  readonly reading?: RecordReading;
  /** Who speaks where the reading does not say. */
  readonly from?: Speaker;
  readonly format?: TextFormat;
}

/** A finding in an earlier message that only a later one revealed. */
export interface LateFinding extends Finding {
  /** Which message, counted from 0 over all that the conversation took in. */
  readonly message: number;
  /** What stands in its place; null when the policy lets it stand. */
  readonly replacement: string | null;
  /** Where it stands in the text as it was given out. Not told of HTML in which a finding runs over tags, as they stay. */
  readonly given?: { readonly start: number; readonly end: number };
  /** Where it stands in the same text once the late findings of earlier calls have been put in, and how long that text is. */
  readonly corrected?: { readonly start: number; readonly end: number; readonly length: number };
  /** That of the text, where it was given one. */
  readonly place?: TextPlace;
}

/** Carries a dialogue: who takes part, what was asked, which names came up. Each message goes in once, in order, by `find` or by `redact`. */
export interface Conversation {
  find(text: string, message?: MessageContext): Finding[];
  redact(text: string, message?: MessageContext): Redacted & { readonly late: readonly LateFinding[] };
  /** Takes in all texts of a record at once: what one of them reveals is hidden in all. `parties`: whom the record names. */
  redactTexts(
    texts: readonly ConversationText[],
    parties?: readonly Party[],
  ): { readonly texts: readonly Redacted[]; readonly late: readonly LateFinding[] };
  /** The same for a JSON value. */
  redactValue<T = unknown>(value: T, options?: ConversationValueOptions): RedactedValue<T> & { readonly late: readonly LateFinding[] };
  /** Units of text that are kept to look back into. */
  readonly kept: number;
}
