import { ScanSurroundings } from '../../src/context/surroundings.ts';
import { createScanner } from '../../src/scan/scan.ts';
import { buildVocabulary } from '../../src/scan/vocabulary.ts';
import type { Candidate, Detector, DetectorRule } from '../../src/types.ts';

/** Runs one detector over texts, with toy words and options instead of a rule file. */
export function detectorRunner(
  detector: Detector,
  { words = {}, options = {} }: { words?: Readonly<Record<string, readonly string[]>>; options?: Readonly<Record<string, unknown>> } = {},
): (text: string) => (Candidate & { readonly text: string })[] {
  const vocabulary = buildVocabulary(new Map(Object.entries(words).filter(([list]) => detector.ownLists?.includes(list) !== true)), [
    'EMAIL',
    'IP',
  ]);
  const scan = createScanner(vocabulary);
  const rule: DetectorRule = { id: 'toy', detect: detector.name, score: 0, options };
  const category = { category: 'toy', finds: 'toys', priority: 1, placeholder: 'TOY', detectors: [rule] };
  const run = detector.prepare({
    rule,
    category,
    regions: [],
    cues: [],
    concept: (list) => vocabulary.concept(list),
    list: (list) => (word) => words[list]?.includes(word) ?? false,
    phrases: (list) => (text, at) =>
      (words[list] ?? []).reduce(
        (end, word) => (text.slice(at, at + word.length).toLowerCase() === word ? Math.max(end, at + word.length) : end),
        0,
      ),
  });
  return (text) => {
    const found: (Candidate & { readonly text: string })[] = [];
    const scanned = scan(text);
    const around = new ScanSurroundings();
    around.look(scanned, new Set(), false);
    run({ scan: scanned, around, context: {} }, (candidate) =>
      found.push({ ...candidate, text: text.slice(candidate.start, candidate.end) }),
    );
    return found;
  };
}
