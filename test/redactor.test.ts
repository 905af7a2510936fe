import { expect } from 'chai';
import { SordinoError } from '../src/errors.ts';
import { createRedactor } from '../src/redactor.ts';
import type { RedactorOptions } from '../src/types.ts';

function code(options: object): string {
  try {
    createRedactor(options as RedactorOptions);
  } catch (error) {
    return (error as SordinoError).code;
  }
  return 'none';
}

describe('createRedactor', () => {
  it('refuses wrong options at once', () => {
    expect(code({ polciy: 'external' })).to.equal('ERR_OPTION_UNKNOWN');
    expect(code({ policy: 'externl' })).to.equal('ERR_POLICY_UNKNOWN');
    expect(code({ regions: ['Sweden'] })).to.equal('ERR_OPTION_INVALID');
    expect(code({ minScore: 2 })).to.equal('ERR_OPTION_INVALID');
    expect(code({ categories: ['cards'] })).to.equal('ERR_OPTION_INVALID');
    expect(code({ key: new Uint8Array(8) })).to.equal('ERR_KEY_TOO_SHORT');
    expect(
      code({ policy: { policy: 'p', for: 'x', otherwise: 'remove', minScore: 0.4, actions: { card: { keep: { first: 8, last: 4 } } } } }),
    ).to.equal('ERR_POLICY_ABOVE_CAP');
    expect(code({ policy: { policy: 'p', for: 'x', otherwise: 'remove', minScore: 0.4, actions: { email: 'token' } } })).to.equal(
      'ERR_KEY_MISSING',
    );
  });
  it('refuses slips in what is said of a text, of a message and of a party', () => {
    const redactor = createRedactor();
    const slip = (run: () => unknown) => expect(run).to.throw(SordinoError, /is not known\. Did you mean/);
    const as = (value: object) => value as never;
    slip(() => redactor.redact('x', as({ fieldd: 'name' })));
    slip(() => redactor.find('x', as({ langauge: 'sv' })));
    slip(() => redactor.stream({}, as({ fund: () => undefined })));
    slip(() => redactor.conversation().redact('x', as({ form: 'agent' })));
    slip(() => redactor.conversation({ parties: [as({ role: 'requester', naem: 'Anna Quist' })] }));
    // What else a ticket knows of its parties does no harm.
    expect(
      redactor.conversation({ parties: [as({ role: 'requester', created_at: 1 })] }).redact('x', as({ channel: 'chat' })).text,
    ).to.equal('x');
  });

  it('suggests what was meant', () => expect(() => createRedactor({ policy: 'externl' })).to.throw(/Did you mean "external"\?/));

  const redactor = createRedactor({ policy: 'external' });
  it('gives offsets into the text as it was given', () => {
    const text = 'kort \uff14111\u200b 1111 1111 1111, tack';
    const [finding] = redactor.find(text);
    expect(text.slice(finding.start, finding.end)).to.equal('\uff14111\u200b 1111 1111 1111');
    expect(finding).to.include({ category: 'card', type: 'pan', rule: 'card/pan', action: 'keep-6-4' });
  });
  it('leaves tags standing that a finding runs over', () =>
    expect(redactor.redact('<b>4556</b> <i>7375</i> 8689 <span>9855</span>', { format: 'html' }).text).to.equal(
      '<b>455673******9855</b><i></i><span></span>',
    ));
  it('reads what looks like an element of HTML and is none', () =>
    expect(createRedactor({ policy: 'external' }).redact('<p>Hi <b>you</b></p><Andersson>', { format: 'html' }).text).to.equal(
      '<p>Hi <b>you</b></p><[NAME]>',
    ));
  it('finds values that nothing but a tag parts, and those that a tag stands in', () => {
    const external = createRedactor({ policy: 'external' });
    for (const [given, expected] of [
      ['<b>Phone</b><i>+46701234567</i><u>2024-01-02</u>', '<b>Phone</b><i>[PHONE]</i><u>2024-01-02</u>'],
      ['<i>192.0.2.55</i><b>8080</b>', '<i>[IP]</i><b>8080</b>'],
      ['<i>4111111111111111</i>&#32;<b>12/27</b>', '<i>411111******1111</i>&#32;<b>[CARD_DETAIL]</b>'],
      ['<i>4111111111111111</i><b></b><b>12/27</b>', '<i>411111******1111</i><b></b><b>[CARD_DETAIL]</b>'],
      ['4111<b>1111</b>1111<i>1111</i>', '411111******1111<b></b><i></i>'],
    ] as const)
      expect(external.redact(given, { format: 'html' }).text).to.equal(expected);
  });
  it('reads attributes and comments of HTML', () =>
    expect(redactor.redact('<input value="4556737586899855"><!-- kort 4111 1111 1111 1111 -->', { format: 'html' }).text).to.equal(
      '<input value="455673******9855"><!-- kort 411111******1111 -->',
    ));
  it('finds numbers that became fractions on their way', () => {
    const external = createRedactor({ policy: 'external' });
    for (const [given, field, expected] of [
      ['paid with 4111111111111111.0, thanks', undefined, 'paid with 411111******1111, thanks'],
      ['46701234567.0', 'phone', '[PHONE]'],
      ['123.0', 'cvv', '[CARD_DETAIL]'],
      ['version 10.0 of 123.0', undefined, 'version 10.0 of 123.0'],
      ['120.0', 'amount', '120.0'],
    ] as const)
      expect(external.redact(given, { field }).text).to.equal(expected);
  });
  it('takes the name of a field for a label', () => {
    expect(redactor.find('1234567812345678', { field: 'credit_card' })).to.have.length(1);
    expect(redactor.find('1234567812345678', { field: 'id' })).to.have.length(0);
  });
  it('explains what raised and lowered a score, and what dropped a candidate', () => {
    const shown = redactor.explain('order 4111 1111 1111 1112').find((line) => line.start === 6 && line.end === 25);
    if (shown === undefined) throw new Error('the number is no candidate');
    expect(shown).to.include({ rule: 'card/pan', outcome: 'below-score' });
    expect(shown.parts).to.include.keys('shape', 'validate:card-scheme', 'signal:grouped', 'not');
  });
  it('leaves nothing of a card that makes way for a part of it', () => {
    expect(createRedactor().redact('account number 4111 1111 **** 1111').text).to.equal('account number [BANK_ACCOUNT][CARD]');
    expect(createRedactor().redact('card number 4111 1111 1111 1111, password: zieds42').text).to.equal(
      'card number 411111******1111, password: [SECRET]',
    );
  });

  it('lets nothing through when something goes wrong', () => {
    const broken = createRedactor({ policy: 'external' });
    const context = {
      get field(): string {
        throw new Error('4111 1111 1111 1111');
      },
    };
    expect(broken.redact('kort 4111 1111 1111 1111', context)).to.deep.equal({ text: '[REDACTION_FAILED]', findings: [], degraded: true });
  });

  it('takes no place behind a finding for the end of the text', () => {
    const filler = 'and then it was like that for a while and so on\n'.repeat(20);
    for (let units = 500; units < 800; units++) {
      const text = `mail anna@example.com 12345 ${filler.slice(0, units)}.\n\n\nVersion 3.2 runs ${'9f86d081884c7d65'.repeat(4)} well.`;
      expect(redactor.redact(text).findings, `${units} units behind it`).to.have.lengthOf(1);
    }
  });

  it('leaves nothing of a card that makes way beside a tag either', () =>
    expect(createRedactor().redact('account number 4111 1111 **** 1111</>a', { format: 'html' }).text).to.equal(
      'account number [BANK_ACCOUNT][CARD]</>a',
    ));

  it('takes numbers between two masked ones for what is left of them', () => {
    const text = 'card numberLV80 BANK *********5001, 378282*****0005';
    expect(createRedactor({ policy: 'external', regions: ['SE', 'NL', 'LV', 'DE', 'GB', 'US'] }).redact(text).text).to.equal(text);
  });
});
