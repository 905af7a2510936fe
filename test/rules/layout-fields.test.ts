import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import { builtinRules } from '../../src/rules/builtin.generated.ts';

const redactor = createRedactor({ policy: 'external' });
const VALUES = {
  name: 'Xerxine Valdoran',
  email: 'x.valdoran@example.com',
  phone: '0910-55 512',
  company: 'Northpoint Cranes Ltd',
} as const;

/** A record that holds a value at a path. */
function recordWith(path: string, value: string): object {
  const names = path.split('.').filter((name) => name !== '');
  return names.reduceRight<unknown>((inner, name) => {
    const bare = name.replace(/\[\]$/, '');
    return { [bare]: name.endsWith('[]') ? [inner] : inner };
  }, value) as object;
}

/** The one value in a record. */
function valueIn(record: unknown): unknown {
  return typeof record === 'object' && record !== null ? valueIn(Object.values(record)[0]) : record;
}

/** What no layout calls a party, and still is personal in all of these systems (structured columns of their exports). */
const OTHERS: readonly (readonly [path: string, value: string])[] = [
  ['recipient', 'help@example.net'],
  ['via.source.from.original_recipients[]', 'x.valdoran@example.com'],
  ['metadata.system.ip_address', '203.0.113.88'],
  ['metadata.system.location', 'Umea, AC, Sweden'],
  ['users[].alias', 'Valdoran'],
  ['billing_address', 'Storgatan 12, 903 25 Umea'],
  ['shipping_address.street', 'Storgatan 12'],
  ['custom_fields.cf_order_number', '5512 7781'],
  ['custom_fields.cf_date_of_birth', '1980-02-03'],
  ['order_number', '5512 7781'],
  ['visitor.ip', '203.0.113.88'],
  ['session.ip', '203.0.113.88'],
  ['history[].name', 'Xerxine'],
  ['email_message_metadata.email_address_headers[].email_address', 'x.valdoran@example.com'],
  ['email_message_metadata.email_address_headers[].name', 'Xerxine'],
  ['support_email', 'help@example.net'],
  ['to_emails[]', 'x.valdoran@example.com'],
  ['cc_emails[]', 'x.valdoran@example.com'],
  ['bcc_emails[]', 'x.valdoran@example.com'],
  ['twitter_id', 'xvaldoran'],
  ['facebook_id', 'x.valdoran'],
  ['ToAddress', 'x.valdoran@example.com'],
  ['CcAddress', 'x.valdoran@example.com'],
  ['BccAddress', 'x.valdoran@example.com'],
  ['IpAddress', '203.0.113.88'],
  ['Location', 'Umea, Sweden'],
  ['Contact.MailingStreet', 'Storgatan 12'],
  ['Contact.MailingCity', 'Umea'],
  ['Contact.MailingPostalCode', '903 25'],
  ['Contact.OtherStreet', 'Storgatan 12'],
  ['Contact.Birthdate', '1980-02-03'],
  ['Contact.Fax', '0910-55 513'],
  ['Account.BillingStreet', 'Storgatan 12'],
  ['Account.ShippingStreet', 'Storgatan 12'],
  ['PersonMailingStreet', 'Storgatan 12'],
  ['to[]', 'x.valdoran@example.com'],
  ['bcc[]', 'x.valdoran@example.com'],
  ['phones[].value', '0910-55 512'],
  ['_embedded.address.lines[]', 'Storgatan 12'],
  ['_embedded.address.postalCode', '903 25'],
];

describe('fields of help desks', () => {
  const named = new Map<string, string>();
  for (const { parties = [] } of builtinRules.layouts ?? [])
    for (const party of parties)
      for (const kind of ['name', 'email', 'phone', 'company'] as const)
        for (const path of party[kind] ?? [])
          for (const [i, part] of path.split(' + ').entries())
            named.set(`${party.at}.${part}`, path.includes(' + ') ? VALUES.name.split(' ')[i] : VALUES[kind]);

  it('are in the layouts', () => {
    expect(named.size).to.be.greaterThan(80);
  });

  for (const [path, value] of [...named, ...OTHERS])
    it(`${path.replace(/^\./, '')} is hidden whole`, () => {
      const record = recordWith(path, value);
      const { value: redacted, findings } = redactor.redactValue(record);
      expect(valueIn(redacted)).to.match(/^\[[A-Z_]+\]$/);
      expect(findings).to.have.lengthOf(1);
    });

  it('that only sound like them are left', () => {
    for (const [path, value] of [
      ['last_message', 'Thanks a lot'],
      ['first_response', 'Hello there'],
      ['last_error', 'Timeout'],
      ['ticket.status', 'open'],
      ['via.channel', 'email'],
      ['custom_fields[].value', 'blue'],
      ['Browser', 'Chrome'],
    ])
      expect(redactor.redactValue(recordWith(path, value)).findings, path).to.deep.equal([]);
  });
});
