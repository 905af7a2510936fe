import type { ErrorCode } from '../errors.ts';
import { isSordinoError, SordinoError } from '../errors.ts';

/** An error that answers a request: a constant text and a status, and nothing of what was sent. */
export class BodyError extends SordinoError {
  readonly status: number;
  readonly statusCode: number;
  /** Express and http-errors show messages of exposed errors to the client; ours are constant. */
  readonly expose: boolean;
  /** In block mode: what was found, without where and what. */
  readonly categories: readonly string[] | undefined;

  constructor(code: ErrorCode, status: number, message: string, categories?: readonly string[]) {
    super(code, message);
    this.status = status;
    this.statusCode = status;
    this.expose = status < 500;
    // Clients are not sent to our documents.
    if (this.expose) this.message = message;
    this.categories = categories;
  }
}

/** All that a client is told about its body. */
export const ANSWERS = {
  unreadable: { code: 'ERR_BODY_UNREADABLE', status: 400, message: 'The body of the request could not be read.' },
  tooLarge: { code: 'ERR_BODY_LIMIT', status: 413, message: 'The body of the request is larger than the limits allow.' },
  wrongType: { code: 'ERR_BODY_TYPE', status: 415, message: 'The type of the body is not one that can be examined.' },
  blocked: { code: 'ERR_BODY_BLOCKED', status: 422, message: 'The request holds personal data that may not be sent here.' },
  refused: { code: 'ERR_BODY_REFUSED', status: 403, message: 'The request was refused.' },
  notExamined: { code: 'ERR_INTERNAL', status: 500, message: 'The message could not be examined.' },
} as const;

export const unreadable = (): BodyError => make(ANSWERS.unreadable);
export const tooLarge = (): BodyError => make(ANSWERS.tooLarge);
export const wrongType = (): BodyError => make(ANSWERS.wrongType);
export const notExamined = (): BodyError => make(ANSWERS.notExamined);

/** The request is refused because of what is in it. */
export const blocked = (categories: readonly string[]): BodyError => make(ANSWERS.blocked, categories);

/** A function of the options did what it should not. Not about the request, so the words go to whoever runs the application. */
export function badCallback(message: string, cause?: unknown): BodyError {
  const error = new BodyError('ERR_OPTION_FUNCTION', 500, message);
  if (cause !== undefined) Object.defineProperty(error, 'cause', { value: cause, writable: true, configurable: true });
  return error;
}

/** A conversation would learn nothing of a body in which names are replaced already. The same with each request, so that it is noticed with the first. */
export function conversationBehindMask(): BodyError {
  return new BodyError(
    'ERR_OPTION_INVALID',
    500,
    'redactBody: "conversation" has no effect on a body that a redaction mounted before has replaced. Give it to that one, or mount that one behind or with `body: false`.',
  );
}

function make({ code, status, message }: (typeof ANSWERS)[keyof typeof ANSWERS], categories?: readonly string[]): BodyError {
  return new BodyError(code, status, message, categories);
}

/** Whatever was thrown while a request was examined, as an error that says nothing of the request. */
export function asBodyError(error: unknown): BodyError {
  if (error instanceof BodyError) return error;
  if (isSordinoError(error) && (error.code === 'ERR_VALUE_DEPTH' || error.code === 'ERR_INPUT_TOO_LARGE')) return tooLarge();
  return notExamined();
}
