/**
 * What stands in the slots of the sentences. Nothing belongs to anybody: published test cards and sample accounts, documentation addresses,
 * numbers that telephone authorities keep free for films and examples.
 */
import { readFileSync } from 'node:fs';

const two = (n) => String(n).padStart(2, '0');

const PEOPLE = JSON.parse(readFileSync(new URL('../data/people.json', import.meta.url), 'utf8'));
const CARDS = ['4111111111111111', '5555555555554444', '4012888888881881', '5105105105105100', '378282246310005', '2223003122003222'];
const ERRORS = [
  '0x80070005',
  '0x800f0922',
  '1603',
  '2203',
  'E-4012',
  '0xc0000142',
  'ERR_CONNECTION_RESET',
  '503',
  'KB5034441',
  'SQLSTATE 23505',
];
const PHONES = {
  sv: (r) => r.pick([`070-174 06 ${two(r.between(5, 99))}`, `08-465 004 ${two(r.below(100))}`, `+46 70 174 06 ${two(r.between(5, 99))}`]),
  nl: (r) => r.pick(['06 12345678', '+31 6 12345678', '06-12345678']),
  lv: (r) => r.pick(['21234567', '+371 21234567', '21 234 567']),
  en: (r) => r.pick([`020 7946 0${r.digits(3)}`, `+44 20 7946 0${r.digits(3)}`, `(202) 555-01${r.digits(2)}`]),
  de: (r) => r.pick([`030 23125 ${r.digits(3)}`, `+49 30 23125 ${r.digits(3)}`, `069 90009 ${r.digits(3)}`]),
};

const thousands = (n, mark) => String(n).replace(/\B(?=(\d{3})+$)/g, mark);
const fill = (template, slots) => template.replace(/\{([a-z])\}/g, (_, slot) => String(slots[slot]));
const plain = (word) =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '');

/** One value of the kind that a slot names, as people of that language write it. */
export function makeValue(slot, lang, r) {
  switch (slot) {
    case 'price': {
      const amount = `${r.between(5, 899)}${lang === 'en' ? '.' : ','}${r.pick(['00', '90', '95', '99', '50'])}`;
      return lang === 'sv'
        ? `${amount} kr`
        : lang === 'en'
          ? `${r.pick(['$', '\u00a3'])}${amount}`
          : r.pick([`${amount} EUR`, `${amount} \u20ac`]);
    }
    case 'version':
      return r.pick([
        `${r.between(1, 24)}.${r.below(10)}`,
        `${r.between(1, 24)}.${r.below(10)}.${r.below(40)}`,
        `21.3.10.${r.between(300, 999)}`,
        `10.0.19045.${r.between(1000, 5000)}`,
        `2024.${r.between(1, 12)}.${r.below(9)}`,
      ]);
    case 'error':
      return r.pick(ERRORS);
    case 'percent':
      return `${r.between(1, 99)}${lang === 'sv' || lang === 'de' ? ' ' : ''}%`;
    case 'count':
      return thousands(
        r.pick([r.between(2, 60), r.between(100, 9999), r.between(10000, 9999999)]),
        { sv: ' ', nl: '.', lv: ' ', en: ',', de: '.' }[lang],
      );
    case 'smallcount':
      return String(r.between(2, 25));
    case 'size':
      return r.pick([
        `${r.between(4, 64)} GB`,
        `${r.between(1, 900)} MB`,
        `${r.between(1, 9)}${lang === 'en' ? '.' : ','}${r.below(10)} GB`,
      ]);
    case 'port':
      return String(r.pick([443, 3389, 8080, 8443, 1433, 5432, 13000, 14000]));
    case 'ticket':
      return `#${r.digits(5)}`;
    case 'time':
      return `${two(r.between(7, 22))}:${two(r.below(60))}`;
    case 'date': {
      const [d, m, y] = [two(r.between(1, 28)), two(r.between(1, 12)), r.between(2025, 2028)];
      return { sv: `${y}-${m}-${d}`, nl: `${d}-${m}-${y}`, lv: `${d}.${m}.${y}`, en: `${d}/${m}/${y}`, de: `${d}.${m}.${y}` }[lang];
    }
    case 'datetime':
      return fill(PEOPLE[lang].datetime, {
        d: r.between(1, 28),
        m: r.pick(PEOPLE[lang].months),
        y: r.between(2024, 2026),
        t: `${two(r.between(7, 22))}:${two(r.below(60))}`,
      });
    case 'order':
      return r.pick([`${r.between(1, 9)}${r.digits(9)}`, `AB-${r.between(1, 9)}${r.digits(5)}`, `${r.between(1, 9)}${r.digits(6)}`]);
    case 'email': {
      const [first, last] = [PEOPLE[lang].first, PEOPLE[lang].last].map((list) => plain(r.pick(list)));
      return `${r.pick([`${first}.${last}`, `${first}${r.between(1, 99)}`, `${first[0]}.${last}`, `${last}+shop`])}@${r.pick(['example.com', 'example.org', 'example.net', 'mail.example.com'])}`;
    }
    case 'phone':
      return PHONES[lang](r);
    case 'ip':
      return r.pick([
        `192.0.2.${r.between(1, 254)}`,
        `198.51.100.${r.between(1, 254)}`,
        `203.0.113.${r.between(1, 254)}`,
        `2001:db8:${r.hex(4)}::${r.hex(2)}`,
      ]);
    case 'card': {
      const card = r.pick(CARDS);
      return card.length === 16 && r.chance(0.7) ? card.replace(/(.{4})(?=.)/g, r.pick(['$1 ', '$1-'])) : card;
    }
    case 'iban':
      return r.chance(0.5) ? PEOPLE[lang].account : PEOPLE[lang].account.replaceAll(' ', '');
    case 'pnr':
      return r.pick(PEOPLE[lang].identities);
    case 'name':
      return `${r.pick(PEOPLE[lang].first)} ${r.pick(PEOPLE[lang].last)}`;
    case 'address':
      return fill(PEOPLE[lang].address, { n: r.between(1, 99) });
    case 'code':
      return Array.from({ length: 4 }, () =>
        Array.from({ length: 5 }, (_, i) => (i % 2 ? String(r.between(2, 9)) : 'ABCDEFGHJKLMNPQRSTUVWXYZ'[r.below(24)])).join(''),
      ).join('-');
    case 'device':
      return `DESKTOP-${r.hex(7).toUpperCase()}`;
    case 'password':
      return `${r.pick(['Hemligt', 'Geheim', 'Slepens', 'Sample', 'Probe'])}${r.digits(3)}!`;
    default:
      throw new Error(`no value for the slot {${slot}}`);
  }
}
