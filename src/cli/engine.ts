/** The redactor that the options of a command ask for. */
import type { RecordLayout, Redactor, RedactorOptions } from '../types.ts';
import { type Arguments, list, type Specs, usageError } from './arguments.ts';

export const ENGINE_OPTIONS = {
  policy: { type: 'string' },
  rules: { type: 'string' },
  regions: { type: 'string' },
  categories: { type: 'string' },
  'min-score': { type: 'string' },
} as const satisfies Specs;

export const ENGINE_HELP = `  --policy P           storage (default), group, external, or one of --rules: what becomes of what is found
  --rules DIR          rule files of your own, over the shipped ones
  --regions SE,NL      countries whose phone and account formats to expect, most expected first
  --categories a,b     look for these only; none: for nothing, which gives every byte back
  --min-score N        0 to 1; in place of the policy's`;

/** What a redactor is made of, as plain data: it can be handed to a worker, which makes the same one of it. */
export type EnginePlan = Pick<RedactorOptions, 'rules' | 'policy' | 'regions' | 'categories' | 'minScore'>;

export async function enginePlanOf(args: Arguments): Promise<EnginePlan> {
  const dir = args.text('rules');
  return {
    // Loaded when asked for: checking rule files brings a YAML reader and a regex prover along.
    ...(dir === undefined ? {} : { rules: await (await import('../node/index.ts')).loadRules(dir) }),
    ...(args.text('policy') === undefined ? {} : { policy: args.text('policy') }),
    ...(args.text('regions') === undefined ? {} : { regions: list(args.text('regions')?.toUpperCase()) }),
    ...(args.text('categories') === undefined ? {} : { categories: categories(args.text('categories') ?? '') }),
    ...(args.text('min-score') === undefined ? {} : { minScore: score(args.text('min-score') ?? '') }),
  };
}

/** How records of known exports are laid out, by the rules of a plan. */
export async function layoutsOf({ rules }: EnginePlan): Promise<readonly RecordLayout[]> {
  return (rules ?? (await import('../rules/builtin.generated.ts')).builtinRules).layouts ?? [];
}

/** Loaded as it is needed: a run with workers has no need of the rules in its own thread, and they take a fifth of a second and 50 MB. */
export async function redactorOf(plan: EnginePlan): Promise<Redactor> {
  return (await import('../redactor.ts')).createRedactor(plan);
}

/** `none` says outright what an empty list might be by mistake. */
function categories(text: string): readonly string[] {
  if (text === 'none') return [];
  const named = list(text) ?? [];
  if (named.length === 0) throw usageError('--categories names no category; none stands for none at all.');
  if (named.includes('none')) throw usageError('--categories: none stands alone.');
  return named;
}

function score(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw usageError('--min-score is a number from 0 to 1.');
  return value;
}
