import type { ActionRule } from '../types.ts';
import { capKeep } from './caps.ts';
import { generalise } from './generalise.ts';
import { keepEnds } from './keep.ts';

/** The parts of a finding that an action may use. */
export interface Acted {
  /** The matched text as the view has it: digits and dashes folded. */
  readonly value: string;
  /** The same as validators read it: digits or letters and digits alone. */
  readonly plain: string;
  /** The category's name in brackets. */
  readonly placeholder: string;
  /** What the legal caps go by. */
  readonly category: string;
}

/** What a finding turns into under an action other than 'allow'. */
export function actOn(action: ActionRule, { value, plain, placeholder, category }: Acted): string {
  if (action === 'mask') return value.replace(/[\p{L}\p{N}]/gu, '*');
  if (typeof action === 'string') return placeholder;
  if ('keep' in action) return keepEnds(plain, capKeep(category, action.keep, plain.replace(/\D/g, '').length), placeholder);
  return generalise(action.generalise, value) ?? placeholder;
}

/** The action as findings and reports name it: 'keep-6-4', 'generalise-network'. */
export function actionName(action: ActionRule): string {
  if (typeof action === 'string') return action;
  if ('keep' in action) return `keep-${action.keep.first ?? 0}-${action.keep.last ?? 0}`;
  return `generalise-${action.generalise}`;
}
