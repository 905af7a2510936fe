/** What is wrong with an archive as a whole. */

/** The message goes on behind the name of the archive: 'has members that overlap'. */
export class ArchiveError extends Error {
  readonly code: 'ERR_ARCHIVE_INVALID' | 'ERR_ARCHIVE_LIMIT';

  constructor(code: ArchiveError['code'], what: string) {
    super(what);
    this.code = code;
  }
}
