import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import type { CategoryRule, Policy } from '../../src/types.ts';

const POLICY: Policy = { policy: 'all', for: 'tests', otherwise: 'remove', minScore: 0, actions: {} };
const OPTIONS = {
  is: ['is'],
  fill: ['number', 'nr'],
  not: ['not', 'and'],
  into: ['to'],
  nothing: ['the', 'reset', 'not'],
  units: ['pieces'],
};

function spansOf(options: Readonly<Record<string, unknown>>, words: CategoryRule['detectors'][number]['words'] = {}) {
  const category: CategoryRule = {
    category: 'toy',
    finds: 'toys',
    priority: 50,
    placeholder: 'TOY',
    context: { near: { en: ['toy', 'tin toy'] } },
    detectors: [{ id: 'value', detect: 'labelled-value', score: 0.5, options: { ...OPTIONS, ...options }, words }],
  };
  const redactor = createRedactor({ rules: { categories: [category], policies: [POLICY] }, policy: POLICY });
  return (text: string, field?: string) =>
    redactor.find(text, field === undefined ? {} : { field }).map(({ start, end }) => text.slice(start, end));
}

describe('detect: labelled values', () => {
  describe('what stands between label and value', () => {
    const spans = spansOf({ shape: 'word' });
    const ways: readonly (readonly [text: string, value: string])[] = [
      ['toy: x1y2', 'x1y2'],
      ['toy=x1y2', 'x1y2'],
      ['toy -> x1y2', 'x1y2'],
      ['toy - x1y2', 'x1y2'],
      ['toy\tx1y2', 'x1y2'],
      ['| toy | x1y2 |', 'x1y2'],
      ['toy:\nx1y2', 'x1y2'],
      ['toy is x1y2', 'x1y2'],
      ['toy nr x1y2', 'x1y2'],
      ['toy nr. x1y2', 'x1y2'],
      ['toy-nr: x1y2', 'x1y2'],
      ['toy # x1y2', 'x1y2'],
      ['toy x1y2', 'x1y2'],
      ['toy (for now): x1y2', 'x1y2'],
      ['toy for the shop is x1y2', 'x1y2'],
      ['set the toy of Anna to x1y2', 'x1y2'],
      ["the toy's x1y2", 'x1y2'],
      ['**toy:** x1y2', 'x1y2'],
      ['toy: **x1y2**', 'x1y2'],
      ['<toy>x1y2</toy>', 'x1y2'],
      ['<a:toy>x1y2</a:toy>', 'x1y2'],
      ['{"toy": "x1y2"}', 'x1y2'],
      ['{\\"toy\\": \\"x1y2\\"}', 'x1y2'],
      ['toy "two words"', 'two words'],
      ['toy: \u201cx1 y2\u201d', 'x1 y2'],
      ['toy1: x1y2', 'x1y2'],
      ['TOY: x1y2', 'x1y2'],
    ];
    for (const [text, value] of ways) it(JSON.stringify(text), () => expect(spans(text)).to.deep.equal([value]));
  });

  describe('what is no value', () => {
    const spans = spansOf({ shape: 'word' });
    for (const text of [
      'toy',
      'toy:',
      'toy: ',
      'toy: ********',
      'toy: xxxx',
      'toy: <toy>',
      'toy: $TOY',
      'toy: %TOY%',
      'toy: {{toy}}',
      'toy: https://example.com/',
      'toy reset',
      'toy: the end',
      'toy is not x1y2',
      'toy_changed: x1y2',
      'toys: x1y2',
      'toy of Anna and Bo: x1y2',
      'toy\nx1y2',
      'toy://x1y2',
      '</toy>x1y2',
      'toy\ntoy: toy',
      'a plain toy here',
    ])
      it(JSON.stringify(text), () => expect(spans(text)).to.deep.equal([]));
    it('a placeholder, though what stands before it is one', () => expect(spans('toy: x1y2[TOY]')).to.deep.equal(['x1y2']));
  });

  it('reads words with signs, without the punctuation of the sentence', () => {
    const spans = spansOf({ shape: 'word' });
    expect(spans('toy: a&b#c!')).to.deep.equal(['a&b#c!']);
    expect(spans('(toy: x1y2).')).to.deep.equal(['x1y2']);
    expect(spans('toy: x1(y2), then')).to.deep.equal(['x1(y2)']);
  });

  it('ends the value of a setting, a cookie and a parameter where the next begins', () => {
    const spans = spansOf({ shape: 'word', link: 'tight' });
    expect(spans('a=1;toy=x1y2;b=2')).to.deep.equal(['x1y2']);
    expect(spans('a=1; toy=x1y2; b=2')).to.deep.equal(['x1y2']);
    expect(spans('https://example.com/?toy=x1y2&b=2')).to.deep.equal(['x1y2']);
    expect(spans('https://example.com/?toy=x1y2#b')).to.deep.equal(['x1y2']);
    expect(spans('toy: x1y2')).to.deep.equal([]);
  });

  it('reads codes, and no dates, sums, versions or counts', () => {
    const spans = spansOf({ shape: 'code', min: 4, digits: 2 });
    expect(spans('toy AB-12/34_c and')).to.deep.equal(['AB-12/34_c']);
    expect(spans('toy AB-12, CD-34')).to.deep.equal(['AB-12', 'CD-34']);
    expect(spans('toy AB-12 or CD-34')).to.deep.equal(['AB-12', 'CD-34']);
    for (const text of [
      'toy 2024-05-12',
      'toy 12.05.2024',
      'toy 1234.50',
      'toy 1234,50',
      'toy 1234 \u20ac',
      'toy 1234 pieces',
      'toy 10.0.19045',
      'toy 0x8007',
      'toy ab12@example.com',
      'toy abcd',
    ])
      expect(spans(text), text).to.deep.equal([]);
  });

  it('joins the groups of a transcript', () => {
    const spans = spansOf({ shape: 'code', min: 4, digits: 2, spaced: true });
    expect(spans('toy number f 1 c 7 t 4')).to.deep.equal(['f 1 c 7 t 4']);
    expect(spans('toy yrt 632 then')).to.deep.equal(['yrt 632']);
  });

  it('counts the digits of a number', () => {
    const spans = spansOf({ shape: 'number', min: 4, max: 6 });
    expect(spans('toy 123 456')).to.deep.equal(['123 456']);
    expect(spans('what toy? 1234')).to.deep.equal(['1234']);
    for (const text of ['toy 123', 'toy 1234567', 'toy 1234.5', 'toy 12/34', 'toy 1234a']) expect(spans(text), text).to.deep.equal([]);
  });

  it('reads a value before its label', () => {
    const spans = spansOf({ shape: 'code', min: 4, before: true });
    expect(spans('AB-1234 is my new toy')).to.deep.equal(['AB-1234']);
    expect(spans('AB-1234 broke my toy')).to.deep.equal([]);
  });

  it('takes the whole field that is named for it', () => {
    const spans = spansOf({ shape: 'word' }, { other: { en: ['toy date'] } });
    expect(spans('two words', 'my_toy')).to.deep.equal(['two words']);
    expect(spans('two words', 'tinToy')).to.deep.equal(['two words']);
    expect(spans('2024-05-12', 'toy_date')).to.deep.equal([]);
    expect(spans('two words', 'box')).to.deep.equal([]);
  });

  it('lets a word take the label away', () => {
    const spans = spansOf({ shape: 'word' }, { other: { en: ['box toy', 'sad'] } });
    expect(spans('box toy x1y2')).to.deep.equal([]);
    expect(spans('sad toy x1y2')).to.deep.equal([]);
    expect(spans('tin toy x1y2')).to.deep.equal(['x1y2']);
  });

  it('borrows the options of another detector of its category', () => {
    const category: CategoryRule = {
      category: 'toy',
      finds: 'toys',
      priority: 50,
      placeholder: 'TOY',
      detectors: [
        {
          id: 'first',
          detect: 'labelled-value',
          score: 0.5,
          options: { shape: 'number', min: 4, max: 6, is: ['costs'] },
          near: { en: ['toy'] },
        },
        { id: 'second', detect: 'labelled-value', score: 0.5, options: { like: 'first', max: 8 }, near: { en: ['doll'] } },
      ],
    };
    const redactor = createRedactor({ rules: { categories: [category], policies: [POLICY] }, policy: POLICY });
    expect(redactor.find('doll costs 12345678').map(({ rule }) => rule)).to.deep.equal(['toy/second']);
    expect(redactor.find('toy costs 12345678')).to.deep.equal([]);
  });
});
