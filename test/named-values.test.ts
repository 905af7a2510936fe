import { expect } from 'chai';
import { createRedactor } from '../src/index.ts';
import { JsonRedaction } from '../src/stream/json-redaction.ts';

const redactor = createRedactor({ policy: 'storage' });

/** The value as the walk gives it, which must be what the stream makes of the same record. */
function both(value: unknown): unknown {
  const redaction = new JsonRedaction(redactor, { lines: true });
  const bytes = [...redaction.write(new TextEncoder().encode(`${JSON.stringify(value)}\n`)), ...redaction.end()];
  const streamed: unknown = JSON.parse(bytes.map((part) => new TextDecoder().decode(part)).join(''));
  const walked = redactor.redactValue(value).value;
  expect(streamed).to.deep.equal(walked);
  return walked;
}

describe('a value that its object names', () => {
  it('is examined as a field of that name is', () => {
    expect(both([{ name: 'password', value: 'zieds42' }])).to.deep.equal([{ name: 'password', value: '[SECRET]' }]);
    expect(both({ label: 'CVV', value: 123 })).to.deep.equal({ label: 'CVV', value: '[CARD_DETAIL]' });
    expect(both({ question: 'Your password?', answer: 'zieds42' })).to.deep.equal({ question: 'Your password?', answer: '[SECRET]' });
  });
  it('has the name of its object where that gives none', () =>
    expect(both({ password: { value: 'zieds42' } })).to.deep.equal({ password: { value: '[SECRET]' } }));
  it('has no name of the object before', () => {
    const records = [{ label: 'password' }, { value: 'zieds42' }, { label: 'note', value: 'zieds42' }];
    expect(both(records)).to.deep.equal(records);
  });
  it('has no name that is a whole text', () => {
    const record = { title: `password ${'and so on '.repeat(9)}`, value: 'zieds42' };
    expect(both(record)).to.deep.equal(record);
  });
  it('is a thing where its object is', () => {
    const record = {
      headers: [{ name: 'Xerxine Valdoran' }],
      plan: { name: 'Annual report' },
      priority: { name: 'High' },
      custom_fields: [{ name: 'Build', value: 'x' }],
    };
    expect(both({ ...record, categories: [{ name: 'Billing' }] })).to.deep.equal({ ...record, categories: [{ name: 'Billing' }] });
    const anna = [{ name: 'Xerxine Valdoran' }];
    expect(both({ requester: anna[0], users: anna })).to.deep.equal({ requester: { name: '[NAME]' }, users: [{ name: '[NAME]' }] });
  });
});

describe('a key', () => {
  it('is no message that somebody signs, greets or speaks in', () => {
    const record = { 'X-MS-Has-Attach': 'y', 'X-SES-Outgoing': 1, 'X-GM-THRID': '2' };
    expect(both(record)).to.deep.equal(record);
  });
});
