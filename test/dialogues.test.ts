import { expect } from 'chai';
import { createRedactor } from '../src/redactor.ts';
import type { Finding } from '../src/types.ts';
import {
  type Dialogue,
  dialogueLanguages,
  goldOf,
  hiddenShare,
  keptShare,
  precisionShare,
  readDialogues,
  regionsOf,
  type Score,
  scoreOf,
  slipsOf,
  withoutParties,
  withParties,
} from './support/dialogues.ts';

const found = (category: string, start: number, end: number): Finding => ({ category, type: 'toy', start, end, score: 1, rule: 'toy/toy' });

describe('the score of a conversation', () => {
  const turn = (text: string): Dialogue => ({ id: 'xx', lang: 'en', channel: 'chat', parties: [], turns: [{ from: 'customer', text }] });
  const score = (text: string, ...findings: Finding[]): Omit<Score, 'slips'> => {
    const { slips: _, ...counts } = scoreOf([turn(text)], () => () => findings);
    return counts;
  };

  it('reads gold out of a text', () => {
    expect(goldOf('a [[ip|1.2.3.4]] b [[[ignore|c\nd]]]')).to.deep.equal({
      text: 'a 1.2.3.4 b [c\nd]',
      spans: [
        { category: 'ip', start: 2, end: 9 },
        { category: 'ignore', start: 13, end: 16 },
      ],
    });
  });

  it('counts gold as hidden when findings of any category hold 80 % of it', () => {
    expect(score('[[ip|1234567890]]', found('ip', 0, 4), found('phone', 4, 8))).to.include({ gold: 1, hidden: 1, right: 0, alarms: 0 });
    expect(score('[[ip|1234567890]]', found('ip', 0, 7))).to.include({ gold: 1, hidden: 0, right: 1, alarms: 0 });
  });

  it('counts a finding as an alarm when it touches nothing marked', () => {
    expect(score('ab [[ignore|cd]]', found('ip', 0, 2), found('ip', 4, 5))).to.include({ gold: 0, findings: 2, alarms: 1, clean: 0 });
  });

  it('counts a turn as kept when it has neither marks nor findings', () => {
    expect(score('abc')).to.include({ clean: 1, kept: 1 });
    expect(score('abc', found('ip', 0, 1))).to.include({ clean: 1, kept: 0, alarms: 1 });
  });
});

describe('conversations', () => {
  const languages = dialogueLanguages();
  it('are found', () => expect(languages).to.include.members(['de', 'en']));

  it('have ids of their own', () => {
    const ids = languages.flatMap((language) => readDialogues(language).map(({ id }) => id));
    expect(ids.length - new Set(ids).size).to.equal(0);
  });

  for (const language of languages) measure(language);
});

function measure(language: string): void {
  const dialogues = readDialogues(language);
  const turns = dialogues.flatMap((dialogue) => dialogue.turns);
  const marked = turns.map(({ text }) => goldOf(text).spans);
  const values = marked.flat().filter(({ category }) => category !== 'ignore').length;
  const clean = marked.filter((spans) => spans.length === 0).length;

  describe(`${language}: ${dialogues.length} conversations, ${turns.length} turns`, () => {
    const redactor = createRedactor({ policy: 'external', regions: regionsOf(language) });
    const scored = once(() => scoreOf(dialogues, withParties(redactor)));

    // The rules were tuned on these. The newest fifty showed before that what to expect of others: 92 to 97 %.
    it(`hides at least 95 % of ${values} values when the parties are known`, () => {
      expect(hiddenShare(scored()), slipsOf(scored(), 'missed')).to.be.at.least(95);
    });
    it('is right with at least 92 % of its findings', () => {
      expect(precisionShare(scored()), slipsOf(scored(), 'alarm')).to.be.at.least(92);
    });
    it(`leaves at least 96 % of ${clean} clean turns as they are`, () => {
      expect(keptShare(scored()), slipsOf(scored(), 'alarm')).to.be.at.least(96);
    });
    it(`hides at least 85 % of ${values} values when nothing is known`, () => {
      const alone = scoreOf(dialogues, withoutParties(redactor));
      expect(hiddenShare(alone), slipsOf(alone, 'missed')).to.be.at.least(85);
    });
  });
}

/** Measures when the first test asks, not when the file is loaded. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
