import { equal, deepEqual } from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { createRedactor } from 'sordino';
import { lintRules, loadRules, testRules } from 'sordino/node';

const dir = fileURLToPath(new URL('rules', import.meta.url));

describe('a firm\u2019s own rules', () => {
  it('have nothing that lint warns of', async () => {
    const problems = await lintRules(dir);
    deepEqual(
      problems.filter(({ level }) => level !== 'note'),
      [],
    );
  });

  it('hold every case', async () => {
    const results = await testRules(dir);
    equal(results.length, 10);
    deepEqual(
      results.filter(({ ok }) => !ok),
      [],
    );
  });

  it('work beside the shipped ones', async () => {
    const redactor = createRedactor({ rules: await loadRules(dir), policy: 'external' });
    equal(
      redactor.redact('Ticket NW-2024-001234, serial KTR24B7F9K, card 4111 1111 1111 1111').text,
      'Ticket [TICKET], serial [SERIAL], card 411111******1111',
    );
  });
});
