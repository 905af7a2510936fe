import { expect } from 'chai';
import { markdown as format } from '../../src/formats/markdown.ts';
import { createRedactor } from '../../src/redactor.ts';
import { JoinedRedaction } from '../../src/stream/joined-redaction.ts';
import { type MakeRedaction, promisesOf, promisesOfAnything, runFormat } from '../support/joined-properties.ts';

const markdown: MakeRedaction = (redactor, watch) => new JoinedRedaction(redactor, format.scanner, { watch });

const NOTES = `# secret1  \r
> * \\*secret2 **sec**ret3 *a* _b_ se_cr_et\r
> 991\r
> 234\r
[secret4](https://example.com/secret5 "secret6") &amp; \u00e5\r
\r
\`\`\`js
const x = "secret7"; // **sec**ret \\_
\`\`\`
    indented secret8 \\*
| a | secret9 |
--- *** ___ 411111******1111 snake_case_name \`code \\* secret10\`
<b>sec</b>ret11 <a href="secret12">x</a> <secret13@example.com>`;

const LATIN = Buffer.from('G\xf6ran *secret1* \xff\n~~~\nsecret2', 'latin1');

describe('stream: Markdown', () => {
  promisesOfAnything(markdown, ['*', '**', '_', '`', '```\n', '~~~\n', '\\\\*', '<b>', '</b>', '> ', '    ', '#', '[', '](']);
  promisesOf(markdown, { NOTES, LATIN, empty: '', 'an open fence': '```\nsecret1' });

  it('examines all of it and touches nothing but findings', () => {
    expect(runFormat(markdown, NOTES).text).to.equal(
      NOTES.replace('**sec**ret3', '**[S]**')
        .replace('<b>sec</b>ret11', '<b>[S]</b>')
        .replace(/secret\d+/g, '[S]'),
    );
  });

  const real = createRedactor();
  for (const [given, expected] of [
    ['anna\\_berg@example.com y', '[EMAIL] y'],
    ['4111\\-1111\\-1111\\-1111 \\*w', '411111******1111 \\*w'],
    ['+46701234567**2024**', '[PHONE]**2024**'],
    ['**4111111111111111**12/27', '**411111******1111**[CARD_DETAIL]'],
    ['4111**1111**1111**1111**', '411111******1111********'],
    ['anna&#64;example.com', '[EMAIL]'],
    ['070*174*0605 is my phone', '[PHONE]** is my phone'],
    ['**4111** 1111 1111 1111', '**411111******1111**'],
    ['[write](mailto:anna@example.com)', '[write](mailto:[EMAIL])'],
    ['> Phone: 070-174\n> 06 05', '> Phone: [PHONE]\n> '],
    ['`anna@example.com`', '`[EMAIL]`'],
    ['411111******1111', '411111******1111'],
  ] as const)
    it(`reads as a reader does: ${given.replace('\n', ' / ')}`, () => expect(runFormat(markdown, given, real).text).to.equal(expected));

  it('is told by its name', () => {
    expect(format.looksLike(Buffer.from('# Hello'), true)).to.equal(false);
  });
});
