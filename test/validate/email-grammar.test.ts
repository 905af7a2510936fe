import { expect } from 'chai';
import { emailGrammar } from '../../src/validate/email-grammar.ts';

describe('email-grammar', () => {
  it('takes what RFC 5321 and RFC 6531 allow', () => {
    for (const address of ['a@example.com', '"a b"@example.com', 'a@[192.0.2.25]', '\u00e5sa@ex\u00e4mple.se', "o'neil@example.com"])
      expect(emailGrammar(address), address).to.equal(true);
  });
  it('takes no local part of more than 64, no two dots and no domain without one', () => {
    for (const address of [`${'a'.repeat(65)}@example.com`, 'a..b@example.com', 'a@localhost', '@example.com', ''])
      expect(emailGrammar(address), address).to.equal(false);
  });
});
