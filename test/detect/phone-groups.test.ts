import { expect } from 'chai';
import {
  createGroups,
  type Groups,
  isBalanced,
  isDateOrTime,
  isDotted,
  isFormattedAs,
  isFours,
  isIdentity,
  isRow,
  isThousands,
  readGroups,
  SEP,
  separatorBetween,
} from '../../src/detect/phone-groups.ts';
import { createScanner } from '../../src/scan/scan.ts';
import { buildVocabulary } from '../../src/scan/vocabulary.ts';

const scan = createScanner(buildVocabulary(new Map(), []));

/** The groups that begin with the first run of a text, and their digits. */
function groupsOf(text: string): { groups: Groups; last: number; digits: string } {
  const groups = createGroups();
  const scanned = scan(text);
  readGroups(scanned, 0, text.charAt(scanned.runStart[0] - 1) === '(', groups);
  return { groups, last: groups.count - 1, digits: text.replace(/\D/g, '') };
}
const sizes = (text: string) => {
  const { groups, last } = groupsOf(text);
  return Array.from({ length: last + 1 }, (_, k) => groups.total[k] - (groups.total[k - 1] ?? 0));
};
const check = (of: (groups: Groups, last: number, digits: string) => boolean, yes: readonly string[], no: readonly string[]) => {
  const ask = (text: string) => {
    const { groups, last, digits } = groupsOf(text);
    return of(groups, last, digits);
  };
  expect(yes.map(ask), yes.join(' | ')).to.deep.equal(yes.map(() => true));
  expect(no.map(ask), no.join(' | ')).to.deep.equal(no.map(() => false));
};

describe('phone groups', () => {
  it('are joined by blanks, dashes, full stops, slashes, brackets and one line break', () => {
    expect(sizes('070-174 06 05')).to.deep.equal([3, 3, 2, 2]);
    expect(sizes('1.2')).to.deep.equal([1, 1]);
    expect(sizes('030 / 23125 - 123')).to.deep.equal([3, 5, 3]);
    expect(sizes('46 (0) 70')).to.deep.equal([2, 1, 2]);
    expect(sizes('070-174\n> 06 05')).to.deep.equal([3, 3, 2, 2]);
  });
  it('end at a tab, at many blanks, at a full stop before a blank, at a bracket that nothing opened', () => {
    for (const text of ['070\t174', '070     174', '070. 174', '070) 174', '070, 174', '070--174', '070\n\n174'])
      expect(sizes(text), JSON.stringify(text)).to.deep.equal([3]);
  });
  it('are no more than a number has', () => {
    expect(sizes('1 '.repeat(40)).length).to.equal(13);
    expect(sizes('12345678 '.repeat(9)).length).to.equal(2);
  });
  it('know their brackets', () => {
    const { groups } = groupsOf('(08) 465 004 00');
    expect([groups.closedAt, isBalanced(groups, 0), isBalanced(groups, 1)]).to.deep.equal([1, false, true]);
  });
  it('name what joins them', () => {
    expect(separatorBetween('a - b', 1, 4)).to.equal(SEP.space | SEP.dash);
    expect(separatorBetween('a, b', 1, 3)).to.equal(-1);
  });
  it('are amounts', () => check(isThousands, ['1 234 567', '21.234.567', '234 567'], ['21 234 56', '1 234.567', '1234 567', '234-567']));
  it('are cards', () => check(isFours, ['4111 1111 1111 1111', '4111 1111 11'], ['070-174 06 05', '41111']));
  it('are rows', () => check(isRow, ['0 7 0 1'], ['8 912 345 67 89']));
  it('are dates and spans of time', () =>
    check(
      isDateOrTime,
      [
        '2024-01-15',
        '15.01.2024',
        '01/15/2024',
        '15/01/24',
        '06/16/20 11',
        '20240115',
        '15012024 12',
        '26 08 2018',
        '0830-1700',
        '08.30-17.00',
        '2024-01-15 12',
      ],
      ['070-174 06 05', '21.234.567', '2025-55-01', '0830-1790', '99.99.9999', '030-23125'],
    ));
  it('are addresses and versions', () =>
    check(
      isDotted,
      ['192.0.2.146', '10.0.19045.3570', '0.25', '08.30-17'],
      ['212.555.0145', '01.99.00.12.34', '070-174', '532.123.45.67', '070.1740605'],
    ));
  it('are identity numbers', () =>
    check(
      isIdentity,
      ['078-05-1120', '121212-1212', '19121212-1212', '010203-12345', '01-02-03-04-05-06'],
      ['070-1740605', '202-555-0143', '06-39-98-12-34'],
    ));
  it('keep the area code apart, as the country does', () => {
    // 70-174 06 05: the groups begin 9, 7, 4 and 2 digits from the end; the area code ends 7 from it.
    const known = (1 << 7) | (1 << 4) | (1 << 2);
    const swedish = (groups: Groups, last: number) => isFormattedAs(groups, last, known, 7, 9);
    check(
      swedish,
      ['070-174 06 05', '070-1740605', '46 70 174 06 05', '070-17 40 605'],
      ['0701740605', '07017 40605', '0701-740605', '070-1 7 40605'],
    );
  });
});
