/** Exit codes, the same for every command. */
export const EXIT = {
  clean: 0,
  error: 1,
  usage: 2,
  /** Finished, but something was replaced by the failure marker because it could not be examined. */
  incomplete: 3,
  /** `--check` found something. */
  found: 4,
  /** `--check-output` found something in the output. */
  residue: 5,
  /** The reader of our output has gone away: 128 + SIGPIPE, as the shell reports it for other tools. */
  readerGone: 141,
} as const;
