import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import type { Party } from '../../src/types.ts';

interface Talk {
  readonly language: string;
  readonly parties: readonly Party[];
  /** By turns of customer and agent. */
  readonly messages: readonly string[];
  /** No part of any may be left, in any case form, in large or small letters. */
  readonly gone: RegExp;
}

const TALKS: readonly Talk[] = [
  {
    language: 'sv',
    parties: [
      {
        role: 'requester',
        name: 'Åsa Rönnbäck',
        email: 'asa.ronnback@skogsbo.example',
        phone: '+46 70 174 06 05',
        company: 'Skogsbo Maskin AB',
      },
      { role: 'agent', name: 'Göran Ekdahl' },
    ],
    messages: [
      'Hej, Åsa Rönnbäck här.',
      'Hej Åsa! Göran heter jag.',
      'jag är asa ronnback, inte Rönbäck',
      'Tack Åsa.',
      'Det är Åsas dator som krånglar',
      'Är det Rönnbäcks konto?',
      'ja, ÅSA RÖNNBÄCK',
      'Jag ser Rönnbäck, Åsa i listan.',
      'bra Göran',
      'Görans kollega ringer dig.',
      'vem är görans kollega',
      'Det är jag, Göran Ekdahl.',
      'ok tack goran ekdahl',
      'Inget problem, Åsa.',
      'mvh\n/ÅR',
      'Ha det bra, fru Rönnbäck!',
      'mejla asa.ronnback@skogsbo.example',
      'Gjort. Hälsa alla på Skogsbo Maskin AB.',
      'ring 0701740605',
      'Vi ringer 070-174 06 05, Åsa.',
    ],
    gone: /[åa]sa|r[öo]nnb[äa]ck|g[öo]ran|ekdahl|skogsbo|ÅR|174/i,
  },
  {
    language: 'nl',
    parties: [
      { role: 'requester', name: 'Anneke van der Meer', email: 'a.vandermeer@example.com', phone: '06 1234 0091' },
      { role: 'agent', name: 'Joris Van Hecke' },
    ],
    messages: [
      'Dag, met Anneke van der Meer',
      'Dag mevrouw Van der Meer!',
      'zeg maar anneke hoor',
      'Prima Anneke, ik ben Joris.',
      "het is Anneke's laptop",
      'En wie is anneke van der meer op het contract?',
      'dat ben ik, ANNEKE VAN DER MEER',
      'Gevonden: Meer, Anneke.',
      'bedankt Joris',
      'Graag gedaan. Joris Van Hecke',
      'is dit joris van hecke?',
      'Ja, Van Hecke.',
      "joris' collega belde",
      "Dat was Hecke's team.",
      'groet, AM',
      'Dank, Anneke.',
      'bel 0612340091',
      'Ik bel 06-1234 00 91.',
      'dank je wel joris',
      'Fijne dag, Anneke van der Meer.',
    ],
    gone: /anneke|meer\b|joris|hecke|\bAM\b|1234/i,
  },
  {
    language: 'lv',
    parties: [
      { role: 'requester', name: 'Jānis Bērziņš', email: 'janis.berzins@example.com', phone: '+371 20 000 182' },
      { role: 'agent', name: 'Ļubova Kuzņecova' },
    ],
    messages: [
      'Labdien, te Jānis Bērziņš.',
      'Labdien, Bērziņa kungs!',
      'Saruna ar Jāni Bērziņu',
      'Rēķins Jānim Bērziņam ir nosūtīts.',
      'Jāņa Bērziņa konts',
      'Vai pie Jāņa viss labi?',
      'jā. Jāni sauc vēl kāds',
      'Paldies, Jāni!',
      'janis berzins bez garumzīmēm',
      'Sapratu, rakstīšu Janim Berzinam.',
      'Paldies Ļubovai Kuzņecovai',
      'Lūdzu! Ļubova',
      'pareizi ir Ļubovu Kuzņecovu, nevis Lubovu Kuznecovu',
      'Jā, Kuzņecovas kundze.',
      'nu tad lubovai kuznecovai sveiciens',
      'Ļubovas vārdā pateicos.',
      'Спасибо, госпожа Кузнецова!',
      'Вам спасибо, господин Берзиньш. Янис, до встречи.',
      'zvaniet 20000182',
      'Zvanīsim uz +371 2000 0182, Jāni Bērziņ.',
    ],
    gone: /j[āa][nņ](?:is|a|im|i|ī)\b|b[ēe]rzi[nņ]|[ļl]ubov|ku[zž][nņ]ecov|кузнецов|0182/i,
  },
  {
    language: 'en',
    parties: [
      { role: 'requester', name: "Maeve O'Donovan", email: 'maeve.odonovan@example.org', phone: '(202) 555-0163' },
      { role: 'agent', name: 'Rashid Karimi' },
    ],
    messages: [
      "Hi, Maeve O'Donovan here",
      'Hello Maeve, Rashid speaking.',
      'thanks rashid',
      "Is it Maeve's account?",
      'yes maeve is me',
      "Under O'Donovan, right?",
      "O'DONOVAN, MAEVE",
      'Found it, Ms Donovan.',
      'cheers Rashid Karimi',
      "Karimi's team will call.",
      "what is karimi's number?",
      'Ask for R. Karimi.',
      'so R. Karimi it is',
      'Anything else, Maeve?',
      'no. M. Donovan',
      'Bye Maeve!',
      '202 555 0163 is mine',
      'We have 202.555.0163, maeve.',
      'user name modonovan? or mdonovan',
      'It is maeve.odonovan@example.org.',
    ],
    gone: /maeve|donovan|rashid|karimi|0163/i,
  },
  {
    language: 'de',
    parties: [
      {
        role: 'requester',
        name: 'Jürgen Weißkopf',
        email: 'j.weisskopf@example.de',
        phone: '0221 4710 233',
        company: 'Weißkopf Logistik GmbH',
      },
      { role: 'agent', name: 'Annegret von Wackerbarth' },
    ],
    messages: [
      'Guten Tag, Jürgen Weißkopf hier',
      'Guten Tag Herr Weißkopf!',
      'auch juergen weisskopf geschrieben',
      'Gern, Jürgen.',
      'Das ist Jürgens Rechner',
      'Und Weißkopfs Konto?',
      'WEISSKOPF, JÜRGEN steht da',
      'Ich sehe Weisskopf.',
      'Danke Frau von Wackerbarth',
      'Gern geschehen. Annegret von Wackerbarth',
      'danke annegret',
      'Wackerbarths Vertretung meldet sich.',
      'ist frau wackerbarth da?',
      'Ja, Frau Wackerbart am Apparat.',
      'Gruß\nJW',
      'Die Firma Weißkopf Logistik GmbH?',
      'ja, Weißkopf Logistik',
      'Notiert, jurgen.',
      'Telefon 02214710233',
      'Also 0221 / 4710-233, Herr Weißkopf.',
    ],
    gone: /j[üu]e?rgen|wei(?:ß|ss)kopf|annegret|wackerbar|\bJW\b|4710/i,
  },
];

describe('a conversation whose parties are known', () => {
  for (const { language, parties, messages, gone } of TALKS)
    it(`${language}: twenty messages keep none of their names in any form`, () => {
      const conversation = createRedactor({ policy: 'external' }).conversation({ parties, language });
      expect(messages).to.have.lengthOf(20);
      const left: number[] = [];
      messages.forEach((text, i) => {
        if (gone.test(conversation.redact(text, { from: i % 2 === 0 ? 'customer' : 'agent' }).text)) left.push(i);
      });
      expect(left, 'messages with something left').to.deep.equal([]);
    });
});

/** What a party is called, what one message says, and what must be gone of it. */
const FORMS: readonly (readonly [why: string, name: string, language: string, text: string, gone: RegExp])[] = [
  ['another letter of the same sound', 'Ludwika Zawadska', 'en', 'the bill still says Ludvika in the middle', /Ludvika/],
  ['one wrong letter in a long name', 'Roelof Steenbergen', 'nl', 'op het bericht staat Steenberger met een r', /Steenberger/],
  ['one wrong letter beside the surname', 'Emina Hadzic', 'de', 'im Pass steht AMINA HADZIC', /AMINA|HADZIC/],
  ['the beginning of a name above the firm', 'Gregory Tallow', 'en', 'can you sort it please\n\nGreg\nTallow Joinery', /Greg/],
  ['the beginning of a name behind a dash', 'Barbara Quill', 'en', 'thx a lot. -barb', /barb/],
  ['a pet form that signs', 'Kazimierz Wrona', 'nl', 'Dan hoef ik geen nieuwe.\n\nKazik', /Kazik/],
  ['a pet form that is greeted', 'M\u0101rti\u0146\u0161 Ozols', 'lv', 'Paldies, M\u0101rt\u012bt, jauku dienu!', /M\u0101rt\u012bt/],
  ['a pet form before the surname', 'Wolfgang R\u00fcttgers', 'de', 'Wolfi R\u00fcttgers hier, wegen der Heizung', /Wolfi/],
  ['two letters of the name on the last line', 'Everarda Poelman', 'nl', 'ik ben altijd thuis\n\nEv', /Ev/],
  ['two letters of the name in a closing', 'Everarda Poelman', 'nl', 'wat moet ik nu\n\ngroetjes ev poelman', /ev|poelman/],
  ['initials in small letters', 'Quinta Abbring', 'nl', 'op naam van q.a. abbring', /q\.a|abbring/],
  ['an initial without a full stop', 'Valdis Krauze', 'lv', 'konts ir tas pats \nv krauze', /v krauze/],
  ['initials and particles', 'Dr. Hedwig von der Quellau-Mey', 'de', 'Das Wartezimmer war voll.\nv.d.Q.-M.', /Q\.-M/],
  ['a name without its hyphen', 'Solange Roche-Lloyd', 'en', 'it will read ROCHELLOYD/SOLANGE', /ROCHELLOYD|SOLANGE/],
  [
    'letters with their words',
    'Ottokar Brzyk',
    'de',
    'B wie Berta, R wie Richard, Z wie Zeppelin, Y wie Ypsilon, K wie Kaufmann. So.',
    /Berta|Ypsilon|Kaufmann/,
  ],
  ['three letters in small ones behind the last sentence', 'Uwe Tidemann', 'de', 'du bist super. uwe', /uwe/],
];

/** Words that look like the name and are none. */
const NO_FORMS: readonly (readonly [why: string, name: string, language: string, text: string])[] = [
  ['a noun that is a letter shorter', 'Jost Brandt', 'de', 'Nach dem Brand war alles nass'],
  ['a word beside the name', 'Joost Dieleman', 'nl', 'in de app heet ie zo'],
  ['a word of agreement', 'Brooke Hale', 'en', 'Ok'],
  ['a greeting of everybody', 'Theresa Hale', 'en', 'Hi there, it works'],
  ['a short word of another name', 'Gerhard Kellner', 'de', 'Der Keller ist trocken'],
];

describe('a name that is written otherwise', () => {
  for (const [why, name, language, text, gone] of FORMS)
    it(`is hidden: ${why}`, () => {
      const conversation = createRedactor({ policy: 'external' }).conversation({ parties: [{ role: 'requester', name }], language });
      expect(gone.test(conversation.redact(text, { from: 'customer' }).text)).to.equal(false);
    });
  for (const [why, name, language, text] of NO_FORMS)
    it(`is not seen in ${why}`, () => {
      const conversation = createRedactor({ policy: 'external' }).conversation({ parties: [{ role: 'requester', name }], language });
      expect(conversation.find(text, { from: 'customer' })).to.have.lengthOf(0);
    });
  it('takes the surname behind a first name that came up', () => {
    const conversation = createRedactor({ policy: 'external' }).conversation({ language: 'sv' });
    conversation.redact('fr\u00e5ga min fru Maja', { from: 'customer' });
    expect(conversation.redact('Maja Kvarnlid. ring henne', { from: 'customer' }).text).to.equal('[NAME]. ring henne');
  });
});
