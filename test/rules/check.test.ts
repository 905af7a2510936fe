import { expect } from 'chai';
import { checkCases, checkCategory, checkPolicy, checkRuleSource, type KnownTypes } from '../../src/rules/check.ts';
import type { KnownNames } from '../../src/rules/check.ts';
import type { KeyPath } from '../../src/rules/checker.ts';
import type { SordinoError } from '../../src/errors.ts';

const KNOWN: KnownNames = {
  detectors: new Map([['digits', { signals: ['grouped'], words: ['unless'], options: ['min', 'max'] }]]),
  validators: new Set(['luhn']),
};
const RULE = {
  category: 'card',
  finds: 'cards',
  priority: 78,
  placeholder: 'CARD',
  detectors: [{ id: 'pan', detect: 'digits', score: 0.3 }],
};
const CASES = { redacts: [{ text: 'card 4111', spans: ['4111'], why: 'plain' }], leaves: [{ text: 'order 4112', why: 'order' }] };
const POLICY = { policy: 'toy', for: 'tests', otherwise: 'remove', minScore: 0.4, actions: { card: { keep: { first: 6, last: 4 } } } };
const TYPES: KnownTypes = new Map([
  ['card', undefined],
  ['card-detail', undefined],
  ['secret', undefined],
  ['email', new Set(['plain'])],
]);

const where = (path: KeyPath, part = 'value'): { file: string } => ({ file: `${path.join('.')}${part === 'key' ? ' (key)' : ''}` });
/** `CODE place` of each problem. */
const said = (errors: readonly SordinoError[]): string[] => errors.map(({ code, file }) => `${code.replace('ERR_', '')} ${file}`);

const rule = (change: object): string[] => said(checkCategory({ ...RULE, ...change }, where, KNOWN));
const detector = (change: object): string[] => rule({ detectors: [{ ...RULE.detectors[0], ...change }] });
const pattern = (change: object): string[] => rule({ detectors: [{ id: 'p', pattern: 'ab', score: 0.3, ...change }] });
const near = (words: unknown): string[] => rule({ context: { near: words } });
const redacts = (change: object): string[] => said(checkCases({ ...CASES, redacts: [{ ...CASES.redacts[0], ...change }] }, where));
const policy = (change: object): string[] => said(checkPolicy({ ...POLICY, ...change }, where, TYPES));

/** A title, what is checked, and what must be said. */
type Line = [string, string[], ...string[]];
function holds(lines: readonly Line[]): void {
  for (const [title, got, ...expected] of lines) it(title, () => expect(got).to.deep.equal(expected));
}

describe('checkCategory', () => {
  holds([
    ['accepts a rule', rule({})],
    [
      'accepts everything at once',
      rule({
        keep: [{ pattern: 'GPA\\.\\d{4}', why: 'orders' }],
        context: { near: { en: ['card', 'visa*'], '*': ['no'], 'pt-BR': ['cart\u00e3o'] }, not: { sv: ['order*'] } },
        detectors: [
          {
            ...RULE.detectors[0],
            type: 'SE.x_1',
            validate: { luhn: 0.4 },
            signals: { grouped: -0.2 },
            cue: 0.4,
            not: 0,
            sure: ['luhn', 'grouped'],
            near: {},
            notNear: {},
            words: { unless: { en: ['last'] } },
            options: { min: 4 },
            priority: 5,
          },
          { id: 'p', pattern: 'ab', edges: 'none', ignoreCase: true, score: 0 },
        ],
      }),
    ],
    ['wants a mapping', said(checkCategory('card', where, KNOWN)), 'RULE_INVALID '],
    [
      'wants all that is needed',
      said(checkCategory({}, where, KNOWN)),
      'RULE_INVALID category',
      'RULE_INVALID finds',
      'RULE_INVALID priority',
      'RULE_INVALID placeholder',
      'RULE_INVALID detectors',
    ],
    ['knows its keys', rule({ contxt: {} }), 'RULE_UNKNOWN_KEY contxt (key)'],
    ['is not taken in by inherited names', rule({ constructor: 1 }), 'RULE_UNKNOWN_KEY constructor (key)'],
    ['wants an id', rule({ category: 'Card' }), 'RULE_INVALID category'],
    ['wants one line', rule({ finds: 'a\nb' }), 'RULE_INVALID finds'],
    ['wants a line that says something', rule({ finds: ' ' }), 'RULE_INVALID finds'],
    [
      'wants a priority in range',
      [...rule({ priority: 101 }), ...rule({ priority: -1 }), ...rule({ priority: Number.NaN }), ...rule({ priority: '5' })],
      ...Array<string>(4).fill('RULE_INVALID priority'),
    ],
    [
      'wants a placeholder in capitals',
      [...rule({ placeholder: 'Card' }), ...rule({ placeholder: '_C' }), ...rule({ placeholder: 'C1' }), ...rule({ placeholder: '' })],
      ...Array<string>(4).fill('RULE_INVALID placeholder'),
    ],
    ['wants a detector', rule({ detectors: [] }), 'RULE_INVALID detectors'],
    ['wants each detector once', rule({ detectors: [RULE.detectors[0], RULE.detectors[0]] }), 'RULE_DUPLICATE detectors.1.id'],
    ['wants detect or pattern', detector({ detect: undefined }), 'RULE_INVALID detectors.0'],
    ['wants not both', detector({ pattern: 'ab' }), 'RULE_INVALID detectors.0'],
    ['knows keys of detectors', detector({ scroe: 1 }), 'RULE_UNKNOWN_KEY detectors.0.scroe (key)'],
    ['knows detectors', detector({ detect: 'digit' }), 'RULE_UNKNOWN_DETECTOR detectors.0.detect'],
    ['knows validators', detector({ validate: { lunh: 0.4 } }), 'RULE_UNKNOWN_VALIDATOR detectors.0.validate.lunh (key)'],
    ['knows signals', detector({ signals: { groupd: 0.4 } }), 'RULE_UNKNOWN_SIGNAL detectors.0.signals.groupd (key)'],
    [
      'knows what makes sure',
      detector({ sure: ['groupd', 'luhn', 1] }),
      ...Array.from({ length: 3 }, (_, i) => `RULE_INVALID detectors.0.sure.${i}`),
    ],
    ['knows what makes a pattern sure', pattern({ validate: { luhn: 0.2 }, sure: ['luhn', 'grouped'] }), 'RULE_INVALID detectors.0.sure.1'],
    ['knows word lists', detector({ words: { unles: {} } }), 'RULE_UNKNOWN_KEY detectors.0.words.unles (key)'],
    ['knows options', detector({ options: { mn: 1 } }), 'RULE_UNKNOWN_KEY detectors.0.options.mn (key)'],
    [
      'wants scores in range',
      [...detector({ score: 1.1 }), ...detector({ score: -0.1 }), ...detector({ score: undefined })],
      ...Array<string>(3).fill('RULE_INVALID detectors.0.score'),
    ],
    [
      'wants weights in range',
      [...detector({ validate: { luhn: 2 } }), ...detector({ validate: { luhn: 'x' } })],
      ...Array<string>(2).fill('RULE_INVALID detectors.0.validate.luhn'),
    ],
    ['wants cue and not in range', detector({ cue: 2, not: -1 }), 'RULE_INVALID detectors.0.cue', 'RULE_INVALID detectors.0.not'],
    ['wants a type without blanks', detector({ type: 'a b' }), 'RULE_INVALID detectors.0.type'],
    ['wants a priority of a detector in range', detector({ priority: 200 }), 'RULE_INVALID detectors.0.priority'],
    [
      'keeps pattern keys to patterns',
      detector({ edges: 'word', ignoreCase: true }),
      'RULE_INVALID detectors.0.edges (key)',
      'RULE_INVALID detectors.0.ignoreCase (key)',
    ],
    [
      'keeps keys of named code to it',
      pattern({ signals: {}, words: {}, options: {} }),
      'RULE_INVALID detectors.0.signals (key)',
      'RULE_INVALID detectors.0.words (key)',
      'RULE_INVALID detectors.0.options (key)',
    ],
    ['knows edges', pattern({ edges: 'words' }), 'RULE_INVALID detectors.0.edges'],
    ['wants a boolean', pattern({ ignoreCase: 'yes' }), 'RULE_INVALID detectors.0.ignoreCase'],
    ['reads patterns', pattern({ pattern: 'a+' }), 'RULE_PATTERN_UNBOUNDED detectors.0.pattern'],
    ['reads kept shapes', rule({ keep: [{ pattern: '(', why: 'x' }] }), 'RULE_PATTERN_SYNTAX keep.0.pattern'],
    ['wants a reason for kept shapes', rule({ keep: [{ pattern: 'ab' }] }), 'RULE_INVALID keep.0.why'],
    ['knows keys of the context', rule({ context: { nera: {} } }), 'RULE_UNKNOWN_KEY context.nera (key)'],
    ['wants words in lists', near({ en: 'card' }), 'RULE_INVALID context.near.en'],
    ['wants words to be texts', near({ en: [112] }), 'RULE_INVALID context.near.en.0'],
    [
      'wants no empty word',
      near({ en: ['', ' ', '*'] }),
      'RULE_INVALID context.near.en.0',
      'RULE_INVALID context.near.en.1',
      'RULE_INVALID context.near.en.2',
    ],
    [
      'wants no single letter',
      near({ en: ['a', 'b*', '401k'] }),
      'RULE_INVALID context.near.en.0',
      'RULE_INVALID context.near.en.1',
      'RULE_INVALID context.near.en.2',
    ],
    ['takes a single ideogram', near({ zh: ['\u5361'] })],
    ['wants a letter', near({ '*': ['#', '112'] }), 'RULE_INVALID context.near.*.0', 'RULE_INVALID context.near.*.1'],
    ['wants the star at the end', near({ en: ['ca*rd'] }), 'RULE_INVALID context.near.en.0'],
    ['wants no blank at an edge', near({ en: ['card '] }), 'RULE_INVALID context.near.en.0'],
    ['wants no endless word', near({ en: ['x'.repeat(41)] }), 'RULE_INVALID context.near.en.0'],
    ['takes single letters that speak against', rule({ context: { not: { en: ['v'] } } })],
    ['takes single letters for the words of a detector', detector({ words: { unless: { en: ['t'] } } })],
    ['reads the words of a detector', detector({ words: { unless: { en: [''] } } }), 'RULE_INVALID detectors.0.words.unless.en.0'],
    [
      'knows languages',
      near({ jp: [], english: [], EN: [], sv: [], nds: [], 'pt-BR': [], en_US: [] }),
      'RULE_INVALID context.near.jp (key)',
      'RULE_INVALID context.near.english (key)',
      'RULE_INVALID context.near.EN (key)',
      'RULE_INVALID context.near.en_US (key)',
    ],
  ]);

  it('asks "did you mean" and names the column in a pattern', () => {
    const messages = (change: object): string =>
      checkCategory({ ...RULE, detectors: [{ ...RULE.detectors[0], ...change }] }, where, KNOWN)[0].message;
    expect(messages({ validate: { lunh: 1 } })).to.contain('Did you mean "luhn"?');
    expect(messages({ detect: 'digit' })).to.contain('Did you mean "digits"?');
    expect(messages({ signals: { groupd: 1 } })).to.contain('Did you mean "grouped"?');
    expect(messages({ scroe: 1 })).to.contain('Did you mean "score"?');
    expect(messages({ detect: undefined, pattern: 'abc+' })).to.contain('character 4');
    expect(messages({ 'and more': null })).to.contain('comma');
  });
});

describe('checkCases', () => {
  holds([
    ['accepts cases', said(checkCases(CASES, where))],
    ['accepts everything at once', redacts({ lang: 'sv', format: 'html', field: 'card', regions: ['SE'], gives: 'card [CARD]' })],
    ['wants redacts', said(checkCases({ leaves: CASES.leaves }, where)), 'RULE_NO_CASES redacts'],
    ['wants redacts that are not empty', said(checkCases({ ...CASES, redacts: [] }, where)), 'RULE_NO_CASES redacts'],
    ['wants leaves', said(checkCases({ redacts: CASES.redacts }, where)), 'RULE_NO_LEAVES leaves'],
    ['wants leaves that are not empty', said(checkCases({ ...CASES, leaves: null }, where)), 'RULE_NO_LEAVES leaves'],
    ['knows its keys', redacts({ span: [] }), 'RULE_UNKNOWN_KEY redacts.0.span (key)'],
    [
      'wants no spans under leaves',
      said(checkCases({ ...CASES, leaves: [{ text: 'a', why: 'b', spans: [] }] }, where)),
      'RULE_UNKNOWN_KEY leaves.0.spans (key)',
    ],
    ['wants a text', redacts({ text: 4111 }), 'RULE_INVALID redacts.0.text'],
    ['wants a reason', redacts({ why: undefined }), 'RULE_INVALID redacts.0.why'],
    ['wants spans', redacts({ spans: [] }), 'RULE_INVALID redacts.0.spans'],
    ['wants spans to stand in the text', redacts({ spans: ['4112'] }), 'RULE_INVALID redacts.0.spans.0'],
    ['wants spans in order', redacts({ text: 'a b', spans: ['b', 'a'] }), 'RULE_INVALID redacts.0.spans.1'],
    ['wants no empty span', redacts({ spans: [''] }), 'RULE_INVALID redacts.0.spans.0'],
    ['knows languages', redacts({ lang: 'xx' }), 'RULE_INVALID redacts.0.lang'],
    ['wants countries in capitals', redacts({ regions: ['se'] }), 'RULE_INVALID redacts.0.regions.0'],
  ]);
});

describe('checkPolicy', () => {
  holds([
    ['accepts a policy', policy({})],
    [
      'accepts everything at once',
      policy({
        why: { card: 'a', otherwise: 'b' },
        allow: [{ category: 'email', matches: '*@example.com', why: 'ours' }],
        actions: { card: 'token', email: 'mask', 'email/plain': { generalise: 'day' } },
      }),
    ],
    [
      'wants all that is needed',
      said(checkPolicy({}, where, TYPES)),
      'POLICY_INVALID policy',
      'POLICY_INVALID for',
      'POLICY_INVALID minScore',
      'POLICY_INVALID otherwise',
      'POLICY_INVALID actions',
    ],
    ['knows its keys', policy({ action: {} }), 'RULE_UNKNOWN_KEY action (key)'],
    ['wants minScore in range', policy({ minScore: 40 }), 'POLICY_INVALID minScore'],
    ['knows actions', policy({ actions: { email: 'removed' } }), 'POLICY_INVALID actions.email'],
    ['knows categories', policy({ actions: { emial: 'remove' } }), 'POLICY_INVALID actions.emial (key)'],
    ['knows types', policy({ actions: { 'email/plian': 'remove', 'card/any': 'remove' } }), 'POLICY_INVALID actions.email/plian (key)'],
    [
      'wants one type at most',
      policy({ actions: { 'email/a/b': 'remove', 'email/': 'remove' } }),
      'POLICY_INVALID actions.email/a/b (key)',
      'POLICY_INVALID actions.email/ (key)',
    ],
    ['knows what to generalise to', policy({ actions: { email: { generalise: 'week' } } }), 'POLICY_INVALID actions.email.generalise'],
    ['wants one of keep and generalise', policy({ actions: { email: {} } }), 'POLICY_INVALID actions.email'],
    ['wants keep to keep', policy({ actions: { email: { keep: {} } } }), 'POLICY_INVALID actions.email.keep'],
    [
      'wants whole numbers to keep',
      policy({ actions: { email: { keep: { first: 1.5, last: -1 } } } }),
      'POLICY_INVALID actions.email.keep.first',
      'POLICY_INVALID actions.email.keep.last',
    ],
    ['wants reasons for lines that are there', policy({ why: { emial: 'x' } }), 'POLICY_INVALID why.emial (key)'],
    ['knows categories of the list', policy({ allow: [{ category: '*', matches: 'abc', why: 'x' }] }), 'POLICY_INVALID allow.0.category'],
    ['wants something to match', policy({ allow: [{ category: 'email', matches: '', why: 'x' }] }), 'POLICY_INVALID allow.0.matches'],
    ['wants a reason for the list', policy({ allow: [{ category: 'email', matches: 'abc' }] }), 'POLICY_INVALID allow.0.why'],
    ['refuses a list entry for everything', policy({ allow: [{ category: 'email', matches: '*', why: 'x' }] }), 'POLICY_ABOVE_CAP allow.0'],
    ['refuses a list entry for secrets', policy({ allow: [{ category: 'secret', matches: 'abc', why: 'x' }] }), 'POLICY_ABOVE_CAP allow.0'],
    ['holds the caps', policy({ actions: { card: { keep: { first: 7 } } } }), 'POLICY_ABOVE_CAP actions.card'],
    ['holds the caps for what is not named', policy({ otherwise: 'mask' }), 'POLICY_ABOVE_CAP otherwise', 'POLICY_ABOVE_CAP otherwise'],
  ]);
});

describe('checkRuleSource', () => {
  it('accepts rules given as data', () => expect(checkRuleSource({ categories: [RULE], policies: [POLICY] }, KNOWN)).to.deep.equal([]));
  it('says where in the data', () => {
    expect(
      said(
        checkRuleSource(
          { categories: [RULE, { ...RULE, detectors: [{ ...RULE.detectors[0], score: 3 }] }], policies: [{ ...POLICY, minScore: 3 }] },
          KNOWN,
        ),
      ),
    ).to.deep.equal([
      'RULE_INVALID rules.categories[1].detectors[0].score',
      'RULE_DUPLICATE rules.categories[1]',
      'POLICY_INVALID rules.policies[0].minScore',
    ]);
  });
  it('survives anything', () => {
    for (const value of [undefined, null, 1, [], {}, { categories: [null, 1], policies: [null] }])
      expect(checkRuleSource(value, KNOWN)).not.to.have.lengthOf(0);
  });
});
