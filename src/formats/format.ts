/** What a format brings along, so that it is one file in this folder and one line in `index.ts`. */
import type { ScannerFactory } from './span.ts';

export interface Format {
  /** As `--format` takes it. */
  readonly name: string;
  /** What one record is called: 'row', 'message', 'cue'. */
  readonly record: string;
  /** Its spans have paths that `--fields` can choose from. */
  readonly hasFields: boolean;
  /** Names of files that usually are of this format end so, without the dot. They count where `rulesOut` does not speak against it. */
  readonly extensions: readonly string[];
  /** The first bytes of an input (`whole`: all of it) can hardly be anything else. It is asked when they are neither JSON nor NDJSON. */
  looksLike(head: Uint8Array, whole: boolean): boolean;
  /** They cannot be this, whatever the name says. Default: never. */
  rulesOut?(head: Uint8Array, whole: boolean): boolean;
  readonly scanner: ScannerFactory;
}
