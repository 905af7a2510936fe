import { detectors } from '../detect/index.ts';
import type { KnownNames } from './check.ts';
import { validators } from '../validate/index.ts';

/** What rule files of this version may ask for by name. */
export const knownNames: KnownNames = { detectors, validators };
