/** A run of `sordino redact`: every input through the examiner into its output. */
import { type FileOutput, fileOutput, type Output, standardOutput } from '../output.ts';
import { isSordinoError } from '../../errors.ts';
import type { LateFinding, Redactor } from '../../types.ts';
import type { LateList } from '../late-list.ts';
import { Progress } from '../progress.ts';
import { refuseNameless, refuseUnexamined, unmetText } from '../select.ts';
import { failureText, type InputResult, summaryText } from '../summary.ts';
import type { QuarantineFile } from '../quarantine/quarantine-file.ts';
import { type BrokenPiece, Tally } from '../tally.ts';
import { bytesText } from '../units.ts';
import { visible } from '../visible.ts';
import { type Input, isPacked, readAs, shownAs } from '../input.ts';
import { removeCheckpoint, type Settings } from './checkpoint.ts';
import type { Examiner } from './examiner.ts';
import { canBeCut, type InputRun, type InputRunOptions, runInput } from './input-run.ts';
import type { ExaminationOptions } from './examination.ts';
import { type PackedRunOptions, runPacked } from './packed-run.ts';
import { sideBySide } from './side-by-side.ts';

export interface RunOptions {
  /** What decides the outputs beside the inputs and their formats. */
  readonly settings: { readonly version: string } & Readonly<Record<string, unknown>>;
  /** One an input; undefined: standard output. */
  readonly targets: readonly string[] | undefined;
  /** Nothing is written. */
  readonly dry: boolean;
  /** Go on with what an earlier run has left, and leave checkpoints for the next. */
  readonly resume: boolean;
  /** Bytes of input from one checkpoint to the next. */
  readonly checkpointEvery: number;
  readonly hashed: boolean;
  readonly late: LateList | undefined;
  readonly quarantine: QuarantineFile | undefined;
  /** Looks through each output before it has its name; throws when it may not have one. */
  readonly inspect: ((path: string, name: string, say: (text: string) => void) => Promise<void>) | undefined;
  readonly quiet: boolean;
  /** For archives, which this thread takes. */
  readonly redactor: () => Promise<Redactor>;
  readonly examination: ExaminationOptions;
}

/** Failures shown one by one; the rest is in the report. */
const SHOWN_FAILURES = 20;

const NOWHERE: Output = {
  write: () => Promise.resolve(),
  sync: () => Promise.resolve(),
  commit: () => Promise.resolve(),
  abort: () => Promise.resolve(),
  discard: () => Promise.resolve(),
};

export class Run {
  readonly #inputs: readonly Input[];
  readonly #examiner: Examiner;
  readonly #options: RunOptions;
  readonly #progress: Progress | undefined;
  readonly #files: FileOutput[] = [];
  readonly #refused: Input[] = [];

  constructor(inputs: readonly Input[], examiner: Examiner, options: RunOptions) {
    this.#inputs = inputs;
    this.#examiner = examiner;
    this.#options = options;
    const sizes = inputs.map((input) => input.size);
    const size = sizes.every((s) => s !== undefined) ? sizes.reduce((sum, s) => sum + s, 0) : undefined;
    this.#progress = process.stderr.isTTY && !options.quiet ? new Progress(size) : undefined;
  }

  /** How the outputs are called that a second look refused; the others are made. */
  get refused(): readonly string[] {
    return this.#refused.map((input) => this.#targetOf(input));
  }

  /** Results in the order of the inputs; undefined for those whose output was refused. */
  async all(): Promise<(InputResult | undefined)[]> {
    const { size } = this.#examiner;
    const cut = (input: Input) => this.#isCut(input);
    const whole = this.#inputs.filter((input) => !cut(input));
    // Standard output takes one after another, in their order.
    const abreast = this.#options.targets === undefined && !this.#options.dry ? 1 : size;
    if (size > 1 && whole.length > 0) this.#say(aboutWhole(whole, abreast));
    const noPlace = this.#options.resume ? this.#inputs.find((input) => !canBeCut(input)) : undefined;
    if (noPlace !== undefined) this.#say(`${shownAs(noPlace)} (${noPlace.format}) has no place to go on at: interrupted, it starts again`);
    const results = new Map<Input, InputResult | undefined>();
    const groups = abreast === 1 ? [this.#inputs.map((input) => [input])] : [[whole], this.#inputs.filter(cut).map((input) => [input])];
    for (const group of groups.flat())
      await sideBySide(group, abreast, async (input) => {
        results.set(input, await this.#one(input));
      });
    const all = this.#inputs.map((input) => results.get(input));
    const unmet = unmetText(
      this.#options.examination.fields,
      all.flatMap((result) => (result === undefined ? [] : [result.tally])),
    );
    if (unmet !== '') this.#say(unmet);
    return all;
  }

  /** Once nothing can go wrong any more, the checkpoints have served. */
  async forgetCheckpoints(): Promise<void> {
    if (this.#options.resume) for (const { path } of this.#files) await removeCheckpoint(path);
  }

  #isCut(input: Input): boolean {
    return canBeCut(input) && (this.#examiner.size > 1 || this.#options.resume);
  }

  async #one(input: Input): Promise<InputResult | undefined> {
    const started = performance.now();
    const name = shownAs(input);
    const revealed: LateFinding[] = [];
    const broken: BrokenPiece[] = [];
    const tally = new Tally(
      {
        failing: (failure) => {
          if (tally.failedCount <= SHOWN_FAILURES) this.#say(failureText(name, input.format, failure));
        },
        late: (finding) => revealed.push(finding),
        broken: this.#options.quarantine && ((piece) => broken.push(piece)),
        noted: (note) => refuseNameless(this.#options.examination.fields, note, name),
      },
      this.#options.examination.paths,
    );
    const output = await this.#open(input);
    try {
      const done = isPacked(input)
        ? await this.#packed(input, output, tally, {
            revealed: () => revealed.splice(0),
            broken: () => this.#broken(input, broken.splice(0)),
          })
        : await this.#plain(input, output, tally);
      const result = {
        ...done,
        name,
        format: input.format,
        readAs: readAs(input),
        bytes: done.bytesIn,
        seconds: (performance.now() - started) / 1000,
        tally,
      };
      if (tally.failedCount > SHOWN_FAILURES)
        this.#say(`${name}: and ${tally.failedCount - SHOWN_FAILURES} more records; --report lists up to 1000`);
      if (!this.#options.quiet) this.#say(summaryText(result, this.#examiner.info));
      return result;
    } catch (error) {
      this.#progress?.clear();
      if (this.#inputs.length > 1 && isSordinoError(error) && error.code === 'ERR_RESIDUE') {
        await output.abort();
        this.#refused.push(input);
        this.#say(`${error.code}  ${error.message}`);
        return undefined;
      }
      // Ends what runs beside it, which nobody waits for any more.
      await this.#examiner.close();
      await output.abort();
      throw error;
    }
  }

  async #plain(input: Input, output: Output, tally: Tally): Promise<InputRun> {
    return runInput(input, output, {
      examiner: this.#examiner,
      tally,
      cut: this.#isCut(input),
      checkpointEvery: this.#options.resume ? this.#options.checkpointEvery : undefined,
      settings: this.#settingsOf(input),
      hashed: this.#options.hashed,
      inspect: this.#inspectorOf(input, tally),
      late: (findings) => this.#late(input, findings),
      broken: (pieces) => this.#broken(input, pieces),
      read: (bytes, earlier) => this.#read(shownAs(input), bytes, earlier),
    });
  }

  async #packed(input: Input, output: Output, tally: Tally, heard: Pick<PackedRunOptions, 'revealed' | 'broken'>): Promise<InputRun> {
    const { redactor, examination, hashed } = this.#options;
    return runPacked(input, output, {
      redactor: await redactor(),
      examination,
      tally,
      hashed,
      ...heard,
      inspect: this.#inspectorOf(input, tally),
      late: (findings) => this.#late(input, findings),
      read: (bytes) => this.#read(shownAs(input), bytes, false),
    });
  }

  #inspectorOf(input: Input, tally: Tally): InputRunOptions['inspect'] {
    const { inspect, examination } = this.#options;
    return async (path) => {
      refuseUnexamined(examination.fields, tally, shownAs(input));
      if (path !== undefined) await inspect?.(path, this.#targetOf(input), (text) => this.#say(text));
    };
  }

  async #late(input: Input, findings: readonly LateFinding[]): Promise<void> {
    const { late } = this.#options;
    for (const finding of findings) late?.add(finding, this.#inputs.length > 1 ? shownAs(input) : undefined);
    await late?.flush();
  }

  async #broken(input: Input, pieces: readonly BrokenPiece[]): Promise<void> {
    for (const piece of pieces) await this.#options.quarantine?.add(shownAs(input), piece);
  }

  async #open(input: Input): Promise<Output> {
    const { targets, dry, resume } = this.#options;
    if (dry) return NOWHERE;
    if (targets === undefined) return standardOutput();
    const identities = this.#inputs.map(({ identity }) => identity);
    const output = await fileOutput(this.#targetOf(input), identities, { goOn: resume });
    this.#files.push(output);
    return output;
  }

  #targetOf(input: Input): string {
    return (this.#options.targets ?? [])[this.#inputs.indexOf(input)];
  }

  #settingsOf({ format }: Input): Settings {
    const { policyHash, rulesHash } = this.#examiner.info;
    return { ...this.#options.settings, format, policyHash, rulesHash };
  }

  #read(name: string, bytes: number, earlier: boolean): void {
    if (earlier && bytes > 0) this.#say(`${name}: goes on at ${bytesText(bytes)}`);
    if (earlier) this.#progress?.skip(bytes);
    else this.#progress?.add(bytes);
  }

  #say(text: string): void {
    this.#progress?.clear();
    process.stderr.write(`sordino: ${visible(text, { lines: true })}\n`);
  }
}

function aboutWhole(whole: readonly Input[], abreast: number): string {
  const formats = [...new Set(whole.map(({ format }) => format))].join(', ');
  const what = `${whole.length === 1 ? shownAs(whole[0]) : `${whole.length} inputs`} (${formats}) cannot be cut into blocks`;
  const hands = Math.min(abreast, whole.length);
  return `${what}: ${hands === 1 ? 'one worker' : `${hands} workers, each on a whole input`}`;
}
