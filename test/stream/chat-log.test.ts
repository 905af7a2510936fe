import { expect } from 'chai';
import { chatLog, opensChatMessage } from '../../src/formats/chat-log.ts';
import { createRedactor } from '../../src/redactor.ts';
import { JoinedRedaction } from '../../src/stream/joined-redaction.ts';
import { type MakeRedaction, promisesOf, promisesOfAnything, runFormat } from '../support/joined-properties.ts';

const chat: MakeRedaction = (redactor, watch) => new JoinedRedaction(redactor, chatLog.scanner, { watch });

const IPHONE = `\u200e[12/03/22, 14:08:18] Anna Berg: hello secret1\r
second line secret2\r
\u200e[12/03/22, 14:08:20] \u202a+46 70-174 06 05\u202c: \u200e<attached: 00000012-PHOTO-2022-03-12-14-08-18.jpg>\r
[12/03/22, 14:09:00] ~\u202fxX_99: card 4111 1111\r
[12/03/22, 14:09:10] ~\u202fxX_99: 1111 1111 sec\r
ret3, @\u2068Zyx Qwerty\u2069 call me\r
`;

const ANDROID = `12/03/2022, 14:07 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
12/03/2022, 14:08 - Zyx Qwerty: IMG-20220312-WA0001.jpg (file attached)
12/03/2022, 14:08 - Bo Ek: 12/3 at 14:08 - ok: secret1
12/03/2022, 14:09 - Zyx Qwerty left
12/03/2022, 14:09 - Bo Ek: G\u00f6ran \ud83d\ude00 secret2`;

const BROKEN = Buffer.from('secret1 before\n12/03/2022, 14:08 - G\xf6ran: secret2 \xff\n12/03/2022, 14:08 - \n\n[', 'latin1');

describe('stream: chat logs', () => {
  promisesOfAnything(chat, [
    '12/03/2022, 14:08 - ',
    '[12/03/22, 14:08:18] ',
    'Anna: ',
    '@\u2068',
    '\u2069',
    'IMG-20220312-WA0001.jpg',
    '~',
    '[',
  ]);
  promisesOf(chat, { IPHONE, ANDROID, BROKEN, empty: '' });

  it('takes what an earlier run wrote for nobody, and other words in brackets for somebody', () => {
    const redactor = createRedactor({ policy: 'external' });
    const log = (name: string) => `[12/03/22, 14:08:18] ${name}: hello\n`;
    expect(runFormat(chat, log('[PHONE]'), redactor).text).to.equal(log('[PHONE]'));
    expect(runFormat(chat, log('[ANNA]'), redactor).text).to.equal(log('[NAME]'));
  });

  for (const line of [
    '[12/03/22, 14:08:18] Anna: x',
    '\u200e[12/03/22, 14:08:18] Anna: x',
    '[12.3.2022 klo 14.08.18] Anna: x',
    '[12/03/2022, 2:08:18\u202fPM] Anna: x',
    '[2022-03-12, 14:08:18] \u202a+46 70\u202c: x',
    '[12.03.22 um 14:08:18] Anna: x',
    '[2022/3/12 \u4e0b\u53482:08:18] Anna: x',
    '[2022. 3. 12. \uc624\ud6c4 2:08:18] Anna: x',
    '12/03/2022, 14:08 - Anna: x',
    '3/12/22, 2:08 PM - Anna: x',
    '12/3/22 2:08 p.\u00a0m. - Anna: x',
    '12.03.22, 14:08 - Anna: x',
    '2022-03-12 14:08 - Anna: x',
    '12-03-2022 14:08 - Anna: x',
    '12/03/2022 \u00e0 14:08 - Anna: x',
    '12/03/2022, kl. 14.08 - Anna: x',
    '\u0661\u0662/\u0663/\u0662\u0660\u0662\u0662, \u0661\u0664:\u0660\u0668 - Anna: x',
    '2022\u5e743\u670812\u65e5 14:08 - Anna: x',
  ])
    it(`knows a message by its head: ${line.replace(/[^\x20-\x7e]/g, '?')}`, () => expect(opensChatMessage(line)).to.equal(true));

  for (const line of ['Anna: x', '12/3 at 14:08 - Anna: x', '[14:08] Anna: x', '12/03/2022, 14:08 - Anna left', '10.1.2.3 14:08 Anna: x'])
    it(`takes no other line for one: ${line}`, () => expect(opensChatMessage(line)).to.equal(false));

  const real = createRedactor();

  it('hides senders, whoever they are, and values over several messages', () => {
    expect(runFormat(chat, IPHONE, real).text).to.equal(
      IPHONE.replace('Anna Berg', '[NAME]')
        .replace('+46 70-174 06 05', '[PHONE]')
        .replaceAll('xX_99', '[NAME]')
        .replace('4111 1111', '411111******1111')
        .replace('1111 1111 sec', ' sec')
        .replace('Zyx Qwerty', '[NAME]'),
    );
  });

  it('knows senders again in lines that nobody sent', () => {
    expect(runFormat(chat, ANDROID, real).text).to.equal(ANDROID.replaceAll('Zyx Qwerty', '[NAME]').replaceAll('Bo Ek', '[NAME]'));
  });

  it('counts messages and says where things stand', () => {
    const { records, found } = runFormat(chat, ANDROID);
    expect(records).to.equal(5);
    expect(found).to.deep.equal(['$[2].text 20-27', '$[4].text 9-16']);
  });
});
