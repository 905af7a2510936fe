import type { Redactor, RuleSource } from '../types.ts';
import { SordinoError } from '../errors.ts';
import type { Middleware, Next } from './http.ts';
import type { EngineOptions } from './options.ts';
import { checkNames, engineOptions, invalid, oneOf, redactorFor } from './options.ts';
import type { BodyOptions } from './redact-body.ts';
import { BODY_OPTION_NAMES, redactBody } from './redact-body.ts';
import type { QueryOptions } from './redact-query.ts';
import { QUERY_OPTION_NAMES, redactQuery } from './redact-query.ts';
import type { ResponseOptions } from './redact-response.ts';
import { redactResponse, RESPONSE_OPTION_NAMES } from './redact-response.ts';
import type { Mode } from './request-redaction.ts';
import { MODES } from './request-redaction.ts';

export type RedactionOptions = EngineOptions & {
  /** For body and query, where they do not say otherwise. Default 'mask'. */
  readonly mode?: Mode;
  /** False leaves the body alone. */
  readonly body?: false | (BodyOptions & EngineOptions);
  /** False leaves the query alone. */
  readonly query?: false | (QueryOptions & EngineOptions);
  /** Replies are left alone unless this is given: they have a destination, and so a policy, of their own. */
  readonly response?: false | (ResponseOptions & EngineOptions);
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
  checkNames(part, options, ['mode', 'body', 'query', 'response'], {
    body: BODY_OPTION_NAMES,
    query: QUERY_OPTION_NAMES,
    response: RESPONSE_OPTION_NAMES,
  });
  const mode = oneOf(part, 'mode', options.mode, 'mask', MODES);
  const shared = redactorFor(part, options);
  const parts: Middleware[] = [];
  const { response = false, query = {}, body = {} } = options;
  if (response !== false) parts.push(redactResponse(partOptions('response', response, options, shared)));
  if (query !== false) parts.push(redactQuery({ mode, ...partOptions('query', query, options, shared) }));
  if (body !== false) parts.push(redactBody({ mode, ...withLayouts(partOptions('body', body, options, shared), options.rules) }));
  return inSequence(parts);
}

/** A part that names a policy of its own gets a redactor of its own, with the rules and the key of the whole; else all share one. */
function partOptions<T extends object>(name: string, part: T, whole: EngineOptions, shared: Redactor): T & EngineOptions {
  if (typeof part !== 'object' || part === null) throw invalid('redaction', name, 'false or an object of options');
  const [own] = Object.keys(engineOptions(part));
  if (own === undefined) return { ...part, redactor: shared } as T & EngineOptions;
  if ((part as EngineOptions).redactor !== undefined) return part as T & EngineOptions;
  // Its rules, regions and key cannot be taken from it, and without them something else would be found.
  if (whole.redactor !== undefined)
    throw new SordinoError(
      'ERR_OPTION_INVALID',
      `redaction: "${name}.${own}" has no effect beside "redactor". Give "${name}.redactor", or no redactor for all.`,
    );
  return { ...engineOptions(whole), ...part } as T & EngineOptions;
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
