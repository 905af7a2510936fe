import { expect } from 'chai';
import { isSordinoError, type SordinoError } from '../../src/errors.ts';
import { createRedactor } from '../../src/index.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';
import type { RedactorOptions } from '../../src/types.ts';

function refusal(options: unknown): SordinoError {
  try {
    createRedactor(options as RedactorOptions);
  } catch (error) {
    if (isSordinoError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const POLICY = { policy: 'mine', for: 'us', otherwise: 'remove', minScore: 0.4, actions: {} };
const CATEGORY = { category: 'badge', finds: 'badges', priority: 50, placeholder: 'BADGE' };
const withRule = (detector: object) => ({
  rules: { ...builtinRules, categories: [...builtinRules.categories, { ...CATEGORY, detectors: [detector] }] },
});
const AT = `rules.categories[${builtinRules.categories.length}]`;

describe('what is handed over as data', () => {
  const cases: readonly (readonly [string, unknown, string, RegExp])[] = [
    ['a policy: a score out of range', { policy: { ...POLICY, minScore: 5 } }, 'ERR_POLICY_INVALID', /^policy\.minScore {2}/],
    ['a policy: a score that is no number', { policy: { ...POLICY, minScore: '0.9' } }, 'ERR_POLICY_INVALID', /minScore/],
    [
      'a policy: fewer than none kept',
      { policy: { ...POLICY, actions: { email: { keep: { first: -1 } } } } },
      'ERR_POLICY_INVALID',
      /first/,
    ],
    ['a policy: another word for a category', { policy: { ...POLICY, actions: { emial: 'mask' } } }, 'ERR_POLICY_INVALID', /"email"/],
    ['a policy: another word for an action', { policy: { ...POLICY, actions: { email: 'tokn' } } }, 'ERR_POLICY_INVALID', /"token"/],
    ['a policy: a text for a list', { policy: { ...POLICY, allow: 'x' } }, 'ERR_POLICY_INVALID', /^policy\.allow/],
    [
      'a policy: an entry that matches nothing',
      { policy: { ...POLICY, allow: [{ category: 'email', why: 'x' }] } },
      'ERR_POLICY_INVALID',
      /matches/,
    ],
    ['a policy above the caps', { policy: { ...POLICY, actions: { card: 'allow' } } }, 'ERR_POLICY_ABOVE_CAP', /card/],
    ['no policy', { policy: null }, 'ERR_POLICY_INVALID', /policy/],
    ['a rule: a key that is not known', withRule({ id: 'a', pattern: 'B-[0-9]{6}', scroe: 0.9 }), 'ERR_RULE_UNKNOWN_KEY', /"score"/],
    [
      'a rule: a pattern that can be slow',
      withRule({ id: 'a', pattern: '(a{1,20}){1,20}b', score: 0.9 }),
      'ERR_RULE_PATTERN_SLOW',
      /steps/,
    ],
    ['a rule: a score out of range', withRule({ id: 'a', pattern: 'B-[0-9]{6}', score: 9 }), 'ERR_RULE_INVALID', /score/],
    ['no rules', { rules: null }, 'ERR_RULES_MISSING', /categories/],
    ['a text for categories', { categories: 'email' }, 'ERR_OPTION_INVALID', /list/],
    ['a country by another name', { regions: ['UK'] }, 'ERR_OPTION_INVALID', /"GB"/],
    ['a text for all options', 'external', 'ERR_OPTION_INVALID', /object/],
    ['no options', null, 'ERR_OPTION_INVALID', /object/],
  ];
  for (const [title, options, code, message] of cases)
    it(`is refused as it would be in a file: ${title}`, () => {
      const error = refusal(options);
      expect(error.code).to.equal(code);
      expect(error.message).to.match(message);
    });

  it('says where: the way to the value', () =>
    expect(refusal(withRule({ id: 'a', pattern: 'B-[0-9]{6}', score: 9 })).file).to.equal(`${AT}.detectors[0].score`));

  it('cannot be changed behind the check', () => {
    const options = withRule({ id: 'number', score: 0.9, pattern: 'badge \\d{6}' });
    const policy = { ...POLICY, actions: { badge: 'remove' } } as const;
    const redactor = createRedactor({ ...options, policy } as unknown as RedactorOptions);
    const given = options.rules.categories.at(-1) as unknown as { detectors: { pattern: string }[] };
    expect(() => {
      given.detectors[0].pattern = '(a+)+$';
    }).to.throw(TypeError);
    expect(() => Object.assign(policy.actions, { badge: 'allow' })).to.throw(TypeError);
    expect(redactor.redact('badge 123456').text).to.equal('[BADGE]');
  });

  it('is taken when it is right', () => {
    const options: unknown = { ...withRule({ id: 'a', pattern: 'B-[0-9]{6}', score: 0.9 }), policy: POLICY };
    const redactor = createRedactor(options as RedactorOptions);
    expect(redactor.redact('see B-123456').text).to.equal('see [BADGE]');
  });

  it('cannot raise the score from which a card or a secret counts', () => {
    const redactor = createRedactor({ minScore: 1 });
    expect(redactor.redact('card number 4111 1111 1111 1111').text).to.equal('card number 411111******1111');
    expect(redactor.redact('password: zieds42').text).to.equal('password: [SECRET]');
  });
});
