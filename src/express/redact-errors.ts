import { isSordinoError } from '../errors.ts';
import { FAILURE_MARKER } from '../types.ts';
import { ANSWERS } from './body-error.ts';
import type { ErrorMiddleware } from './http.ts';
import type { EngineOptions } from './options.ts';
import { checkNames, redactorFor } from './options.ts';
import { scrubError } from './scrub-error.ts';

export type RedactErrorsOptions = EngineOptions;

/** `type` of the errors of body-parser and raw-body. */
const PARSER_ERRORS = /^(?:entity|encoding|charset|parameters|request|stream|querystring)\.[\w.]{1,40}$/;

/**
 * Mount after the routes. Answers errors about the body with a constant text, and passes all others on without personal data.
 *
 * @example
 * app.use(redactErrors());
 */
export function redactErrors(options: Readonly<RedactErrorsOptions> = {}): ErrorMiddleware {
  checkNames('redactErrors', options, []);
  const redactor = redactorFor('redactErrors', options);

  return function redactErrorsMiddleware(error, _req, res, next) {
    const status = bodyErrorStatus(error);
    // A symbol or a function has no redacted form, and nothing at all would be no error to Express.
    if (status === null) return next(scrubError(error, redactor) ?? new Error(FAILURE_MARKER));
    const { code, message } = Object.values(ANSWERS).find((answer) => answer.status === status) ?? ANSWERS.unreadable;
    // The answer says nothing of the body, but the error may still be logged by whoever holds it.
    const scrubbed = isSordinoError(error) ? error : scrubError(error, redactor, message);
    if (res.headersSent) return next(scrubbed);
    const categories = (error as { categories?: unknown }).categories;
    const body = JSON.stringify({ error: code, message, ...(isSordinoError(error) && Array.isArray(categories) ? { categories } : {}) });
    res.statusCode = status;
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
    res.setHeader('Content-Length', Buffer.byteLength(body));
    res.end(body);
  };
}

/** The status of an error about the body; null when it is about something else. */
function bodyErrorStatus(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  const { status, type, name } = error as { status?: unknown; type?: unknown; name?: unknown };
  const known = typeof status === 'number' && status >= 400 && status < 600 ? status : null;
  // A fault of the application is no answer about the body.
  if (isSordinoError(error)) return error.code.startsWith('ERR_OPTION_') ? null : known;
  if (typeof type === 'string' && PARSER_ERRORS.test(type)) return known ?? 400;
  // multer names the field in its errors, and a field name is free text.
  if (name === 'MulterError') return 400;
  return error instanceof SyntaxError && 'body' in error ? (known ?? 400) : null;
}
