import type { Detector } from '../types.ts';

/** what3words addresses: `///filled.count.soap`. */
export const threeWords: Detector = {
  name: 'three-words',
  signals: [],
  maxLength: 72,
  needs: () => [{ anchors: ['marks'] }],
  prepare({ rule }) {
    const type = rule.type ?? rule.id;
    return ({ scan }, emit) => {
      const { text } = scan;
      for (let at = text.indexOf('///'); at >= 0; at = text.indexOf('///', at + 3)) {
        const before = text.charCodeAt(at - 1);
        if (before === 0x3a || before === 0x2f) continue;
        let end = at + 3;
        let words = 0;
        for (; words < 3; words++) {
          const start = end;
          while (end - start < 20 && scan.vocabulary.letter(text.charCodeAt(end)) !== 0) end++;
          if (end - start < 2) break;
          if (words < 2) {
            if (text.charCodeAt(end) !== 0x2e) break;
            end++;
          }
        }
        if (words === 3 && text.charCodeAt(end) !== 0x2f && scan.vocabulary.letter(text.charCodeAt(end)) === 0)
          emit({ start: at, end, value: text.slice(at, end), type, signals: [] });
      }
    };
  },
};
