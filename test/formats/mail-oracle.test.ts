/** What another reader of mail makes of our output: nothing planted is left in it, and all else reads as before. */
import { expect } from 'chai';
import PostalMime, { type Email } from 'postal-mime';
import { CANARIES, fixturesOf } from '../support/format-properties.ts';
import { runMail } from '../support/mail.ts';
import { toyRedactor } from '../support/toy-redactor.ts';

const toy = toyRedactor();
const fixtures = fixturesOf('eml');
/** All that a reader sees, decoded. */
function seen(mail: Email): string[] {
  const contents = mail.attachments.map(({ content }) => Buffer.from(content as ArrayBuffer));
  return [
    ...mail.headers.map(({ value }) => value),
    JSON.stringify([mail.from, mail.to, mail.cc, mail.replyTo, mail.subject, mail.attachments.map(({ filename }) => filename)]),
    mail.text ?? '',
    mail.html ?? '',
    ...contents.flatMap((content) => [content.toString('latin1'), content.toString('utf16le')]),
  ];
}

/** The canaries that somebody can read out of a message, in whatever encoding it holds them. */
async function readable(bytes: Buffer): Promise<string[]> {
  const texts = [bytes.toString('latin1'), ...seen(await PostalMime.parse(bytes, { forceRfc822Attachments: false }))];
  return CANARIES.filter((canary) => texts.some((text) => text.includes(canary)));
}

describe('formats/mail, as another reader sees it', () => {
  it('sees the canaries before', async () => {
    for (const { name, bytes } of fixtures) expect(await readable(Buffer.from(bytes)), name).not.to.deep.equal([]);
  });

  for (const { name, bytes } of fixtures) {
    it(`holds no canary afterwards, and says the same in all else: ${name}`, async () => {
      const before = await PostalMime.parse(bytes);
      const outcome = runMail(bytes, toy, { attachments: { '*': 'keep' } });
      expect(await readable(outcome.bytes)).to.deep.equal([]);
      const after = await PostalMime.parse(outcome.bytes);
      // The same parts of the same kinds; a text without a finding is the same text.
      expect(after.attachments.map(({ mimeType }) => mimeType)).to.deep.equal(before.attachments.map(({ mimeType }) => mimeType));
      expect(after.headers.map(({ key }) => key)).to.deep.equal(before.headers.map(({ key }) => key));
      for (const [i, header] of before.headers.entries())
        if (toy.find(header.value).length === 0 && !header.value.includes('=?')) expect(after.headers[i].value).to.equal(header.value);
      // The engine reads flowed and folded lines as one, which this reader leaves as they are, and it draws frames around what is forwarded.
      if (/flowed|calendar|forwarded/.test(name)) return;
      expect((after.text ?? '').replace(/\s+/g, ' ')).to.equal(toy.redact(before.text ?? '').text.replace(/\s+/g, ' '));
    });

    it(`holds no canary when it is cut off anywhere: ${name}`, async () => {
      for (let length = 0; length < bytes.length; length++) {
        const { bytes: now } = runMail(bytes.subarray(0, length), toy);
        expect(await readable(now), `${length}`).to.deep.equal([]);
      }
    }).timeout(60_000);
  }

  for (const { name, bytes } of fixturesOf('mbox'))
    it(`holds no canary when it is cut off anywhere: ${name}`, async () => {
      for (let length = 0; length < bytes.length; length++) {
        const { text } = runMail(bytes.subarray(0, length), toy, { mbox: true });
        for (const one of text.split(/^From .*\r?\n/m)) expect(await readable(Buffer.from(one, 'latin1')), `${length}`).to.deep.equal([]);
      }
    }).timeout(60_000);
});
