import { expect } from 'chai';
import fc from 'fast-check';
import { MAX_KEPT, MAX_MESSAGES } from '../../src/conversation/conversation.ts';
import { createRedactor } from '../../src/redactor.ts';
import { FAILURE_MARKER, type Party, type Speaker } from '../../src/types.ts';
import { cutAt, cutText, supportText } from '../support/arbitraries.ts';

const redactor = createRedactor({ policy: 'external', regions: ['SE', 'NL', 'LV', 'DE', 'GB', 'US'] });
const anna: Party = { role: 'requester', name: 'Anna Quist', email: 'anna.quist@example.com' };

/** What is hidden of each message. */
function hiddenIn(parties: readonly Party[], ...messages: readonly (readonly [from: Speaker, text: string])[]): string[][] {
  const conversation = redactor.conversation({ parties, language: 'en' });
  return messages.map(([from, text]) => conversation.find(text, { from }).map(({ start, end }) => text.slice(start, end)));
}

describe('first parts of cards', () => {
  const cases: readonly (readonly [why: string, text: string, hidden: readonly string[]])[] = [
    ['groups behind other words', 'the pump needs the long number, here it begins: 4111 1111', ['4111 1111']],
    ['one piece that is nearly all of a message', 'it is 411111111111', ['411111111111']],
    ['one piece that is a sentence of its own', 'hold on, I have to look for my glasses first. 411111111111.', ['411111111111']],
    ['no code that a sentence tells', 'the pump is in stock and its code in the list of parts is 411111111111', []],
  ];
  for (const [why, text, hidden] of cases) it(`finds ${why}`, () => expect(hiddenIn([], ['customer', text])[0]).to.deep.equal(hidden));
});

describe('firms that came up', () => {
  const learned = (said: string, then: string, from: Speaker = 'customer') =>
    hiddenIn([{ role: 'requester', name: 'Anna Quist' }], [from, said], ['agent', then])[1];

  it('finds a firm again without its legal form', () => {
    expect(learned('The firm is Northpoint Cranes Ltd', 'So northpoint cranes pays?')).to.deep.equal(['northpoint cranes']);
  });
  it('finds the firm of a mail address', () => {
    expect(learned('write to a.quist@northpoint-cranes.example', 'So Northpoint Cranes pays?')).to.deep.equal(['Northpoint Cranes']);
  });
  it('learns nothing of an address of somebody else, of a mail service or of the other side', () => {
    expect(learned('it came from offers@northpoint-cranes.example', 'northpoint cranes is ours')).to.deep.equal([]);
    expect(learned('write to a.quist@example.com', 'an example')).to.deep.equal([]);
    expect(learned('write to a.quist@northpoint-cranes.example', 'northpoint cranes is ours', 'agent')).to.deep.equal([]);
  });
  it('needs the capital of a firm of one word', () => {
    expect(learned('I mean a.quist@windmill.example', 'the windmill of Windmill')).to.deep.equal(['Windmill']);
  });
});

describe('parties', () => {
  const cases: readonly (readonly [why: string, party: Party, text: string, hidden: readonly string[]])[] = [
    ['a whole name and its parts', anna, 'Anna Quist, then Quist, then anna', ['Anna Quist', 'Quist', 'anna']],
    ['initials only where somebody signs', anna, 'AQ is a unit\n/AQ', ['AQ']],
    ['an e-mail address by its name part', anna, 'user anna.quist is locked', ['anna.quist']],
    ['nothing of a role', { role: 'agent', name: 'Support' }, 'Ask support, Support or the Support Team', []],
    ['nothing of a group', { role: 'agent', name: 'Threat Lab' }, 'Threat found in the lab. Threat removed.', []],
    ['nothing of an empty name', { role: 'requester', name: '' }, 'nothing here', []],
    ['nothing of one letter', { role: 'requester', name: 'A' }, 'A plan is a plan, A.', []],
    ['nothing of signs', { role: 'requester', name: '*.* (?)' }, 'what? *.*', []],
    ['a common word only as a name', { role: 'agent', name: 'Will' }, 'Hi Will, will it work? Will you try?', ['Will']],
    [
      'a firm with and without its legal form',
      { role: 'requester', company: 'Northpoint Cranes Ltd' },
      'We, Northpoint Cranes Ltd, are northpoint cranes',
      ['Northpoint Cranes Ltd', 'northpoint cranes'],
    ],
    [
      'a number however it is grouped',
      { role: 'requester', phone: '+46 910 555 12' },
      'call 0910-55 512 or 091055512',
      ['0910-55 512', '091055512'],
    ],
    [
      'an id however it is grouped',
      { role: 'requester', ids: ['QX-4471-88'] },
      'my qx447188, QX 4471 88, not qx-4471-889',
      ['qx447188', 'QX 4471 88'],
    ],
  ];
  for (const [why, party, text, hidden] of cases)
    it(why, () => {
      const found = redactor.conversation({ parties: [party], language: 'en' }).find(text, { from: 'customer' });
      expect(found.map(({ start, end }) => text.slice(start, end))).to.deep.equal(hidden);
    });

  it('count in a plain call too', () => {
    const text = 'the quist file';
    expect(redactor.redact(text, { parties: [anna] }).text).to.equal('the [NAME] file');
    expect(redactor.redact(text).text).to.equal(text);
  });

  it('that no rule knows the category of are left to the categories that were chosen', () => {
    const only = createRedactor({ policy: 'external', categories: ['email'] });
    expect(only.conversation({ parties: [anna] }).find('Anna Quist')).to.deep.equal([]);
  });

  it('are refused when they are none', () => {
    const parties = [null] as unknown as readonly Party[];
    expect(() => redactor.conversation({ parties }))
      .to.throw()
      .with.property('code', 'ERR_OPTION_INVALID');
  });

  it('take any tag of a language', () => {
    for (const language of ['', 'x', 'tlh', 'lv-LV', '!!'])
      expect(redactor.conversation({ parties: [anna], language }).redact('Anna').text, language).to.equal('[NAME]');
  });

  it('give the same text however a stream is cut', () => {
    const parties: readonly Party[] = [{ role: 'requester', name: 'Anna Berg', phone: '070-174 06 05', ids: ['4556 7375'] }];
    fc.assert(
      fc.property(cutText, ([text, cuts]) => {
        const stream = redactor.stream({ parties });
        let out = '';
        for (const part of cutAt(text, cuts)) out += stream.write(part);
        expect(out + stream.end()).to.equal(redactor.redact(text, { parties }).text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the question before', () => {
  const asked = (question: string, answer: string) => hiddenIn([], ['agent', question], ['customer', answer])[1];

  const answers: readonly (readonly [question: string, answer: string, hidden: readonly string[]])[] = [
    ['What name is on the account?', 'quillon abernathy', ['quillon abernathy']],
    ['Met wie spreek ik?', 'emre', ['emre']],
    ['What is your password?', 'sommar2024', ['sommar2024']],
    ['Vad är ditt lösenord?', 'det är hunter-zwei', ['hunter-zwei']],
    ['Kāda ir jūsu adrese?', 'Ziedu 4-12', ['Ziedu 4-12']],
    ['What is your password?', 'no', []],
    ['What is your password?', 'why?', []],
    ['What is your name?', 'ok wait', []],
    ['What is your name?', 'Why do you need that?', []],
    ['Does the printer work now?', 'yes it does', []],
    ['What is the username on the account?', 'its QuistA_1987 or anna.q', ['QuistA_1987', 'anna.q']],
    ['Can you read me the serial number?', 'it says NF2207-114893', ['NF2207-114893']],
    ['What is your order number?', 'hmm VT 2209 81 774 i think', ['VT ', '2209 81 774']],
    ['What is the computer called?', 'FRONTDESK or sales-laptop', ['FRONTDESK', 'sales-laptop']],
    ['I have sent you a code. What is it?', 'G-440916', ['G-440916']],
    ['And the last four digits of the card?', "it's four four two six", ['four four two six']],
    ['And your date of birth?', 'the ninth of March nineteen fifty two', ['ninth of March nineteen fifty two']],
    ['Which address is it?', 'Seventeen Larkspur Close', ['Seventeen Larkspur Close']],
    ['Which error code do you see?', 'it says 0x80070005 then E-1603', []],
    ['What is your order number?', 'i have bought 3 of them for 2500 kr in 2024', []],
    ['Your name and the number of the invoice, please?', 'Quillon Abern, invoice QX 4471 88 20', ['Quillon Abern', 'QX 4471 88 20']],
    ['[00:31] What is the code of the door?', '[00:34] it is 204#1', ['204#1']],
    ['Wat zijn de laatste vier cijfers van de kaart?', '4417. niet de andere', ['4417']],
    ['And the number of your driving licence?', 'T551083327', ['T551083327']],
    ['okay and the last four of your social to verify', 'eight two zero five', ['eight two zero five']],
    ['And what is yours called in the device list?', 'quillons tablet', ['quillons tablet']],
    ['Wat is uw telefoonnummer?', 'Dat weet u al. En de kast, een Noordzij 90, geeft 3 keer een piep', []],
  ];
  for (const [question, answer, hidden] of answers)
    it(`${JSON.stringify(question)} ${hidden.length > 0 ? 'hides its answer' : 'hides nothing of what is no answer'}: ${answer.length} units`, () => {
      expect(asked(question, answer)).to.deep.equal(hidden);
    });

  it('is a label for a number that alone says nothing', () => {
    const answer = '0405 4451';
    expect(redactor.find(answer, { previous: 'Vad har du för telefonnummer?' }).map(({ category }) => category)).to.deep.equal(['phone']);
  });

  it('is not one that somebody asks himself', () => {
    expect(hiddenIn([], ['customer', 'What is your password?'], ['customer', 'Zebra-Kiosk'])[1]).to.deep.equal([]);
  });

  it('says of a bare number that it may come up again', () => {
    const said = hiddenIn([], ['agent', 'What is your customer number?'], ['customer', '77120338'], ['agent', 'Found 77120338, thanks.']);
    expect(said[2]).to.deep.equal(['77120338']);
  });

  it('is forgotten when more was said', () => {
    const said = hiddenIn(
      [],
      ['agent', 'What name is on the account?'],
      ['customer', 'hm'],
      ['customer', 'let me look'],
      ['customer', 'one moment'],
      ['customer', 'quillon'],
    );
    expect(said[4]).to.deep.equal([]);
  });
});

describe('what a later message reveals', () => {
  it('is a finding in the earlier one', () => {
    const conversation = redactor.conversation({ language: 'en' });
    expect(conversation.redact('Xerxine cannot log in', { from: 'customer' }).text).to.equal('Xerxine cannot log in');
    const { text, late } = conversation.redact('My name is Xerxine Valdoran.', { from: 'customer' });
    expect(text).to.equal('My name is [NAME].');
    expect(late).to.have.lengthOf(1);
    expect(late[0]).to.deep.include({ message: 0, start: 0, end: 7, category: 'person', replacement: '[NAME]' });
    expect(conversation.redact('Xerxine says thanks', { from: 'customer' }).late).to.deep.equal([]);
  });

  it('stays in its conversation', () => {
    redactor.conversation().redact('My name is Xerxine Valdoran.');
    expect(redactor.conversation().redact('Xerxine').text).to.equal('Xerxine');
  });

  it('is looked for in a bounded past', () => {
    const conversation = redactor.conversation({ language: 'en' });
    conversation.redact('Xerxine one');
    for (let i = 0; i < MAX_MESSAGES - 1; i++) conversation.redact('so');
    conversation.redact('Xerxine two');
    const { late } = conversation.redact('My name is Xerxine Valdoran.');
    expect(late.map(({ message }) => message)).to.deep.equal([MAX_MESSAGES]);
    const long = redactor.conversation({ language: 'en' });
    long.redact(`Xerxine ${'so it is. '.repeat(MAX_KEPT / 10)}`);
    expect(long.redact('My name is Xerxine Valdoran.').late).to.deep.equal([]);
  });
});

describe('what is read out', () => {
  it('is known when it is read back', () => {
    const number = 'four two four two';
    const said = hiddenIn(
      [],
      ['agent', 'And the last digits of your card?'],
      ['customer', number],
      ['agent', `so that is ${number} and thanks`],
    );
    expect(said.slice(1)).to.deep.equal([[number], [number]]);
  });

  for (const spelled of ['q u i s t', 'Q-U-I-S-T', 'Q, u, i, s, t'])
    it(`is a name when it is spelled: ${spelled.length} units`, () => {
      expect(hiddenIn([anna], ['customer', `it is ${spelled} as in quilt`])[0]).to.deep.equal([spelled]);
    });

  it('is no name when it spells another word', () => {
    expect(hiddenIn([anna], ['customer', 'press a s d f and q u i t'])[0]).to.deep.equal([]);
  });
});

describe('a value over several messages', () => {
  const flat = (...parts: string[]): string => {
    const conversation = redactor.conversation();
    return parts.map((part) => conversation.redact(part, { from: 'customer' }).text).join('\n');
  };
  it('of four groups, one each', () => expect(flat('4556', '7375', '8689', '9855')).to.not.match(/\d{4}/));
  it('of two halves', () =>
    expect(flat('my card is 4556 7375', '8689 9855 exp 12/27'))
      .to.match(/^my card is \[/)
      .and.not.match(/\d{4}/));
  it('that is an account', () => expect(flat('it is CH98 0900 0000', '1794 8339 9')).to.equal('it is [BANK_ACCOUNT]\n[BANK_ACCOUNT]'));
  it('that is cut before its sign', () => expect(flat('its anna.berg', '@example.com')).to.not.match(/anna|berg|example/));
  it('is late where nothing showed that it had begun', () => {
    const conversation = redactor.conversation();
    expect(conversation.redact('write to quillonab', { from: 'customer' }).text).to.equal('write to quillonab');
    const { late } = conversation.redact('@example.com please', { from: 'customer' });
    expect(late).to.have.lengthOf(1);
    expect(late[0]).to.include({ message: 0, start: 9, end: 18, category: 'email' });
  });
  it('is none when two people say the parts', () => {
    const conversation = redactor.conversation();
    conversation.redact('write to quillonab', { from: 'customer' });
    expect(conversation.redact('@example.com please', { from: 'agent' }).late).to.deep.equal([]);
  });
});

describe('a conversation', () => {
  it('without parties and history finds at least what the redactor finds', () => {
    fc.assert(
      fc.property(supportText, (text) => {
        const found = redactor.conversation().find(text);
        const hidden = (at: number) => found.some(({ start, end }) => start <= at && at < end);
        // Blanks and signs between two findings say nothing
        for (const { start, end } of redactor.find(text))
          for (let at = start; at < end; at++)
            expect(hidden(at) || /[^\p{L}\p{N}]/u.test(text[at]), 'a letter or digit is left').to.equal(true);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing of a number in which a known one stands', () => {
    const text = '4111 1111 1111 1111account number, 4111 1111 // 1111';
    expect(redactor.conversation().redact(text).text).to.match(/^(?:\[[A-Z_]+\])+account number, /);
    const conversation = redactor.conversation();
    conversation.redact('my account number is 990 00 44');
    expect(conversation.redact('call +46 31 990 00 44').text).to.match(/^call (?:\[[A-Z_]+\])+$/);
  });

  it('lets a known number that may stand open no longer one', () => {
    const conversation = createRedactor({ policy: 'storage' }).conversation();
    expect(conversation.redact('my order number is 50000000').text).to.equal('my order number is 50000000');
    expect(conversation.redact('pay to SE45 5000 0000 0583 9825 7466, not for 50000000').text).to.equal(
      'pay to [BANK_ACCOUNT], not for 50000000',
    );
  });

  it('gives the marker, and goes on, when a message cannot be examined', () => {
    const conversation = redactor.conversation();
    const broken = {
      get length(): number {
        throw new Error('no');
      },
    } as unknown as string;
    expect(conversation.redact(broken)).to.deep.equal({ text: FAILURE_MARKER, findings: [], degraded: true, late: [] });
    expect(conversation.redact('mail anna@example.com').text).to.equal('mail [EMAIL]');
  });

  it('forgets nothing of what it knows when thousands have talked since', () => {
    const conversation = redactor.conversation({ parties: [anna] });
    conversation.redact('Anna');
    for (let i = 0; i < 300; i++) redactor.conversation().redact('so');
    expect(conversation.redact('Quist').text).to.equal('[NAME]');
  });
});
