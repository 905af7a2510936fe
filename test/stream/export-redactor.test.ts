import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import { CleanTexts } from '../../src/stream/clean-texts.ts';
import { exportRedactor } from '../../src/stream/export-redactor.ts';
import type { Context, Redactor } from '../../src/types.ts';
import { secretRedactor } from '../support/secret-redactor.ts';

/** Which texts reach the redactor, with their fields. */
function watched(redactor: Redactor = secretRedactor()): { exported: Redactor; asked: string[] } {
  const asked: string[] = [];
  const counting = {
    ...redactor,
    redact(text: string, context: Context = {}) {
      asked.push(`${context.field} ${text}`);
      return redactor.redact(text, context);
    },
  };
  return { exported: exportRedactor(counting), asked };
}

describe('stream/export-redactor', () => {
  it('asks once for a short text that recurs in a field and holds nothing', () => {
    const { exported, asked } = watched();
    for (let i = 0; i < 3; i++)
      expect(exported.redact('open', { field: 'status', path: `$[${i}].status` })).to.deep.equal({
        text: 'open',
        findings: [],
        degraded: false,
      });
    exported.redact('open', { field: 'answer' });
    exported.redact('open');
    expect(asked).to.deep.equal(['status open', 'answer open', 'undefined open']);
  });

  it('asks again for what was changed or could not be examined, and for what is long', () => {
    const { exported, asked } = watched();
    for (const text of ['secret1', 'murky', 'a'.repeat(65)]) for (let i = 0; i < 2; i++) exported.redact(text, { field: 'body' });
    expect(asked.length).to.equal(6);
    for (let i = 0; i < 2; i++) expect(() => exported.redact('boom', { field: 'body' })).to.throw();
  });

  it('asks again where more than the field tells what is found', () => {
    const { exported, asked } = watched();
    const contexts: Context[] = [
      { previous: 'Your name?' },
      { parties: [{ role: 'agent', name: 'Anna Berg' }] },
      { language: 'sv' },
      { format: 'html' },
    ];
    exported.redact('Anna', { field: 'body' });
    for (const context of contexts) exported.redact('Anna', { field: 'body', ...context });
    expect(asked.length).to.equal(1 + contexts.length);
  });

  it('hides a writer whose name stood somewhere else before', () => {
    const exported = exportRedactor(createRedactor({ policy: 'external' }));
    const name = { field: 'name' };
    expect(exported.redact('xX_99', { ...name, path: '$.product.name' }).text).to.equal('xX_99');
    expect(exported.redact('xX_99', { ...name, path: '$.author.name' }).text).to.equal('[NAME]');
    expect(exported.redact('xX_99', { ...name, path: '$.product.name' }).text).to.equal('xX_99');
  });

  it('remembers no more than some texts of a field, and leaves room for others', () => {
    const texts = new CleanTexts();
    for (let field = 0; field < 100; field++) for (let i = 0; i < 1000; i++) texts.add(`${i}`, `f${field}`);
    const remembered = (field: number) => Array.from({ length: 1000 }, (_, i) => texts.has(`${i}`, `f${field}`)).filter(Boolean).length;
    const all = Array.from({ length: 100 }, (_, field) => remembered(field));
    expect(all[0]).to.equal(512);
    expect(all[10]).to.equal(512);
    expect(all.reduce((sum, one) => sum + one)).to.equal(20_000);
  });
});
