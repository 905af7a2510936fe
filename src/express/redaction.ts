import type { Redactor, RedactorOptions, RuleSource } from '../types.ts';
import type { Middleware, Next } from './http.ts';
import type { EngineOptions } from './options.ts';
import { checkNames, engineOptions, invalid, oneOf, redactorFor } from './options.ts';
import type { BodyOptions } from './redact-body.ts';
import { redactBody } from './redact-body.ts';
import type { QueryOptions } from './redact-query.ts';
import { redactQuery } from './redact-query.ts';
import type { ResponseOptions } from './redact-response.ts';
import { redactResponse } from './redact-response.ts';
import type { Mode } from './request-redaction.ts';
import { MODES } from './request-redaction.ts';

export type RedactionOptions = EngineOptions & {
  /** For body and query, where they do not say otherwise. Default 'mask'. */
  readonly mode?: Mode;
  /** False leaves the body alone. */
  readonly body?: false | (BodyOptions & RedactorOptions);
  /** False leaves the query alone. */
  readonly query?: false | (QueryOptions & RedactorOptions);
  /** Replies are left alone unless this is given: they have a destination, and so a policy, of their own. */
  readonly response?: false | (ResponseOptions & RedactorOptions);
};

/**
 * Body, query and, when asked for, replies, in one middleware. Mount after compression and before the routes;
 * after the routes mount `redactErrors`.
 *
 * @example
 * app.use(redaction({ policy: 'storage' }));
 */
export function redaction(options: Readonly<RedactionOptions> = {}): Middleware {
  const part = 'redaction';
  checkNames(part, options, ['mode', 'body', 'query', 'response']);
  const mode = oneOf(part, 'mode', options.mode, 'mask', MODES);
  const shared = redactorFor(part, options);
  const parts: Middleware[] = [];
  const { response = false, query = {}, body = {} } = options;
  if (response !== false) parts.push(redactResponse(partOptions('response', response, options, shared)));
  if (query !== false) parts.push(redactQuery({ mode, ...partOptions('query', query, options, shared) }));
  if (body !== false) parts.push(redactBody({ mode, ...partOptions('body', withLayouts(body, options.rules), options, shared) }));
  return inSequence(parts);
}

/** A part that names a policy of its own gets a redactor of its own; else all share one. */
function partOptions<T extends object>(name: string, part: T, whole: EngineOptions, shared: Redactor): T & EngineOptions {
  if (typeof part !== 'object' || part === null) throw invalid('redaction', name, 'false or an object of options');
  const own = engineOptions(part);
  if (Object.keys(own).length === 0) return { ...part, redactor: shared } as T & EngineOptions;
  const { redactor: _given, ...rules } = engineOptions(whole);
  return { ...rules, ...part } as T & EngineOptions;
}

/** A redactor that is shared does not tell its rules. */
function withLayouts<T extends BodyOptions>(body: T, rules: RuleSource | undefined): T {
  const { conversation } = body;
  return conversation === undefined || rules === undefined ? body : { ...body, conversation: { layouts: rules.layouts, ...conversation } };
}

function inSequence(parts: readonly Middleware[]): Middleware {
  const [only] = parts;
  if (parts.length === 1) return only;
  return function redactionMiddleware(req, res, next) {
    let index = 0;
    const proceed: Next = (error) => {
      const part = parts[index++];
      if (error !== undefined || part === undefined) next(error);
      else part(req, res, proceed);
    };
    proceed();
  };
}
