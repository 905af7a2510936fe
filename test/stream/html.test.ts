import { expect } from 'chai';
import { html as htmlFormat } from '../../src/formats/html.ts';
import { createRedactor } from '../../src/redactor.ts';
import { JoinedRedaction } from '../../src/stream/joined-redaction.ts';
import { blind, type MakeRedaction, promisesOf, promisesOfAnything, runFormat } from '../support/joined-properties.ts';

const html: MakeRedaction = (redactor, watch) => new JoinedRedaction(redactor, htmlFormat.scanner, { watch });

const PAGE = `\ufeff<!DOCTYPE html>\r
<html lang=en><head><meta charset="utf-8"><title>secret1</title>\r
<style>p { color: #123456 } /* secret2 */</style>\r
<script>var a = "secret3 < b"; if (a<b) x();</script></head>\r
<body onload='go("secret4")'>\r
<!-- secret5 <b>secret6</b> --><![CDATA[ secret7 ]]>\r
<div style="display:none">hidden se<b title="secret8">cre</b>t9</div>\r
<p>a < b, <3, <secret10@example.com>, 5 <- 6 &amp; &lt;secret11&gt; \u00e5<br/>\r
<a href=mailto:secret12 title = 'x'>sec&#114;et13</a> <img src="data:image/png;base64,iVBORw0KGgo=" alt="secret14"/>\r
<input disabled value= secret15 name><a href=></a><p secret16=1></p secret17>\r
<table><tr><td>99</td><td>123</td></tr></table></body></html>`;

const BROKEN = Buffer.from('G\xf6ran secret1 \xff<p title="secret2>more secret3</p> &secret4; <b', 'latin1');

describe('stream: HTML', () => {
  promisesOfAnything(html, [
    '<p>',
    '<b title=',
    '</b>',
    '<',
    '>',
    '=',
    '<!--',
    '-->',
    '<script>',
    '</script>',
    '<a href="',
    '/>',
    '<![CDATA[',
    ']]>',
    '<?x',
    '<td ',
    'name=x ',
    'value=',
  ]);
  promisesOf(html, {
    PAGE,
    BROKEN,
    empty: '',
    'an open comment': '<!-- secret1',
    'an open script': '<script>secret1',
    'an open tag': '<p class=secret1',
    'no tag': '<secret1',
    'values that touch': '<b>secret1</b>2<i>secret3</i><!-- x -->99<u>12</u><b>sec</b>ret4\ufdd05',
    'only a sign': '<',
  });

  it('examines all of a page and touches nothing but findings', () => {
    const expected = PAGE.replace('se<b title="secret8">cre</b>t9', '[S]<b title="[S]"></b>')
      .replace('sec&#114;et13', '[S]')
      .replace(/secret\d+/g, '[S]');
    const ran = runFormat(html, PAGE);
    expect(ran.text).to.equal(expected);
    expect(ran.records).to.equal(1);
  });

  const real = createRedactor();
  for (const [given, expected] of [
    ['<p>jo<b>hn</b>.berg@ex<wbr>ample.com</p>', '<p>[EMAIL]<b></b><wbr></p>'],
    ['<p>a&#64;b.example.com</p>', '<p>[EMAIL]</p>'],
    ['<a href="mailto:anna.berg@example.com">write</a>', '<a href="mailto:[EMAIL]">write</a>'],
    ['<a href="mailto:anna.berg%40example.com">write</a>', '<a href="mailto:[EMAIL]">write</a>'],
    ['<a href=tel:+46701740605>call</a>', '<a href=tel:[PHONE]>call</a>'],
    ['<td>Phone</td>\n<td>070-174 06 05</td>', '<td>Phone</td>\n<td>[PHONE]</td>'],
    ['<p>Card: 4111 <span class="x">1111</span> 1111 1111</p>', '<p>Card: 411111******1111<span class="x"></span></p>'],
    [
      '<meta name="author" content="Zyx Qwerty"><meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="author" content="[NAME]"><meta name="viewport" content="width=device-width, initial-scale=1">',
    ],
    ['<input type="text" name="phone" value="0701740605">', '<input type="text" name="phone" value="[PHONE]">'],
    ['<div data-email="anna@example.com" id="main" class="anna">x</div>', '<div data-email="[EMAIL]" id="main" class="anna">x</div>'],
    ['<img alt="Photo of Anna Berg" width="600" height="400">', '<img alt="Photo of [NAME]" width="600" height="400">'],
    ['<!--[if mso]><td>anna@exam<b>ple.com</b></td><![endif]-->', '<!--[if mso]><td>[EMAIL]<b></b></td><![endif]-->'],
    [
      '<script type="application/ld+json">{"email":"anna\\u0040example.com"}</script>',
      '<script type="application/ld+json">{"email":"[EMAIL]"}</script>',
    ],
    ['<p title="a &amp; anna@example.com"></p>', '<p title="a &amp; [EMAIL]"></p>'],
    ['<path d="M4111 1111 1111 1111 Z"/>', '<path d="M4111 1111 1111 1111 Z"/>'],
    ['<p>From: Anna Berg <anna@example.com>, I am <Anna Lindgren></p>', '<p>From: [NAME] <[EMAIL]>, I am <[NAME]></p>'],
    ['<o:p>anna@exam</o:p><my-tag>ple.com</my-tag>', '<o:p>[EMAIL]</o:p><my-tag></my-tag>'],
    ['<p>Phone <span>+46701234567</span><span>2024-01-02</span></p>', '<p>Phone <span>[PHONE]</span><span>2024-01-02</span></p>'],
    ['<span>4111111111111111</span><span>12/27</span>', '<span>411111******1111</span><span>[CARD_DETAIL]</span>'],
    [
      '<span>IBAN</span><span>SE4550000000058398257466</span><span>SEK</span>',
      '<span>IBAN</span><span>[BANK_ACCOUNT]</span><span>SEK</span>',
    ],
    ['<b>Amount: 4</b><span>4111111111111111</span>', '<b>Amount: 4</b><span>411111******1111</span>'],
    ['<b>Card:</b><code>4111111111111111</code><small>3 items</small>', '<b>Card:</b><code>411111******1111</code><small> items</small>'],
    ['4111<b>1111</b>1111<i>1111</i>', '411111******1111<b></b><i></i>'],
    ['jo<b>hn.berg@example.com</b>', '<b>[EMAIL]</b>'],
    ['4111111111111111<![CDATA[x]]>12/27', '411111******1111<![CDATA[x]]>[CARD_DETAIL]'],
    ['<svg><text>4111111111111111</text><text>12/27</text></svg>', '<svg><text>411111******1111</text><text>[CARD_DETAIL]</text></svg>'],
    ['<template>4111111111111111</template>12/27', '<template>411111******1111</template>[CARD_DETAIL]'],
    [
      '<?xml version="1.0"?><sms date="1" body="card 4111&#10;1111&#10;1111&#10;1111 anna&#64;example.com"/>',
      '<?xml version="1.0"?><sms date="1" body="card 411111******1111 [EMAIL]"/>',
    ],
    ['<Phone>&#43;46701234567</Phone><Year>2024</Year>', '<Phone>[PHONE]</Phone><Year>2024</Year>'],
    ['<p>Number: 070-174\n      06 05</p>', '<p>Number: [PHONE]</p>'],
  ] as const)
    it(`reads as a reader does: ${given}`, () => expect(runFormat(html, given, real).text).to.equal(expected));

  it('examines what is too long to hold, in bounded parts', () => {
    const word = 'secret12 \u00e5&amp; ';
    const long = word.repeat(15_000);
    for (const [before, behind] of [
      ['<p>', '</p>'],
      ['<!--', '-->'],
      ['<p title="', '"></p>'],
      ['<script>', '</script>'],
    ]) {
      const text = `<b>x</b>${before}${long}${behind}secret1<b>2</b>`;
      for (const sizes of [[], [70_001]]) {
        const ran = runFormat(html, text, undefined, sizes);
        expect(ran.text === `<b>x</b>${before}${long.replaceAll('secret12', '[S]')}${behind}[S]<b></b>`, `${before} ${sizes}`).to.equal(
          true,
        );
      }
    }
  });

  it('shows no value in a path', () => {
    expect(runFormat(html, '<p secret1234=secret1 data-secret123456="secret2">').found).to.deep.equal([
      '$.attribute 0-10',
      '$.attribute 0-7',
      '$.attribute 5-17',
      '$.attribute 0-7',
    ]);
  });

  it('copies pictures that are written out', () => {
    const picture = `<img src="data:image/png;base64,${'secret99123456'.repeat(20_000)}">secret1`;
    expect(runFormat(html, picture).text === picture.replace(/secret1$/, '[S]')).to.equal(true);
    expect(runFormat(html, picture, blind).text === picture).to.equal(true);
  });
});
