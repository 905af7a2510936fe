import type { Detector } from '../types.ts';

/** Named code that rule files can ask for. A new detector is one file and its line here. */
const DETECTORS: readonly Detector[] = [];

export const detectors: ReadonlyMap<string, Detector> = new Map(DETECTORS.map((detector) => [detector.name, detector]));
