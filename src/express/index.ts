import type { rawBody } from './raw-body.ts';
import type { RequestRedaction } from './request-redaction.ts';

export type { ConversationBodyOptions } from './body-conversations.ts';
export type { BodyError } from './body-error.ts';
export type { ErrorMiddleware, Middleware, Next } from './http.ts';
export type { ContextOf, EngineOptions } from './options.ts';
export { captureRawBody, rawBody } from './raw-body.ts';
export { type BodyOptions, redactBody, type RedactBodyOptions } from './redact-body.ts';
export { redactErrors, type RedactErrorsOptions } from './redact-errors.ts';
export { type LogHooks, type LogOptions, redactLogs, type RedactLogsOptions } from './redact-logs.ts';
export { type QueryOptions, redactQuery, type RedactQueryOptions } from './redact-query.ts';
export { redactResponse, type RedactResponseOptions, type ResponseOptions } from './redact-response.ts';
export { redaction, type RedactionOptions } from './redaction.ts';
export { withLate } from './with-late.ts';
export type { LateBodyFinding, Mode, RequestRedaction } from './request-redaction.ts';

declare global {
  namespace Express {
    interface Request {
      /** What was found in this request, as counts. */
      redaction?: RequestRedaction;
      /** The body as it arrived, unless `keepRawBody` is false. */
      readonly [rawBody]?: Buffer;
    }
  }
}
