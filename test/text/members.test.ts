import { expect } from 'chai';
import { createRedactor } from '../../src/index.ts';
import { membersOf } from '../../src/text/members.ts';

const read = (text: string) => membersOf(text).map(({ name, start, end }) => `${name} ${text.slice(start, end)}`);

describe('members of records in a text', () => {
  it('are read as JSON and programs write them', () => {
    expect(read('sent {"last_name": "Lind Berg", "zip":12345, "n": null} and')).to.deep.equal(['last_name Lind Berg', 'zip 12345']);
    expect(read("{'lastName': \"O'Lind\", 'ratio' : 1.5}")).to.deep.equal(["lastName O'Lind", 'ratio 1.5']);
    expect(read('"{\\"city\\": \\"Ystad\\", \\"a.b\\": \\"\\"}"')).to.deep.equal(['city Ystad']);
  });

  it('are left where their names say little, and where nothing is named', () => {
    expect(read('{"name": "my-app", "Author": "core team", "id": 17}')).to.deep.equal([]);
    expect(read('he said: "last name": and left. "Lind": none')).to.deep.equal([]);
    expect(read('{"note": "a \\"quoted\\" word", "long": "' + 'x'.repeat(60) + '"}')).to.deep.equal([]);
  });

  it('are read where the record is that of a person', () => {
    expect(read('{"requester":{"id":17,"name":"Xerxine Valdoran"},"plan":{"name":"basic"}}')).to.deep.equal(['name Xerxine Valdoran']);
    expect(read('{\\"author\\": {\\"name\\": \\"Lotte\\"}}')).to.deep.equal(['name Lotte']);
    expect(read("{'name': 'Lotte Lind', 'email': 'x'}")).to.deep.equal(['name Lotte Lind', 'email x']);
    expect(read('{"user":{"id":1},"app":{"name":"my-app"}}')).to.deep.equal([]);
  });

  it('take time in proportion', () => {
    for (const piece of [
      '"a":',
      '"a": "',
      "'a': '",
      '\\"a\\": \\"',
      '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      '"name":"a",',
      '"user":{"name":"a"',
    ])
      expect(read(piece.repeat(50_000)).length).to.be.at.most(50_000);
  });

  const redactor = createRedactor({ policy: 'external', regions: ['SE', 'NL', 'LV', 'DE', 'GB', 'US'] });

  it('are examined as fields are', () => {
    const record = { customer: { firstName: 'Lotte', lastName: 'Haverkamp', city: 'Almelo' }, zip: '24939', plan: 'basic' };
    const text = `this is what we send: ${JSON.stringify(record, undefined, 1)}`;
    expect(redactor.redact(text).text).to.equal(
      `this is what we send: ${JSON.stringify(redactor.redactValue(record).value, undefined, 1)}`,
    );
  });

  it('come to the same in a stream, and where escapes and invisible characters stand around', () => {
    const text = 'x\u200b {"last_name": "Lind", "town": "Ys\u00adtad"} y';
    const { text: whole, findings } = redactor.redact(text);
    expect(whole).to.equal('x\u200b {"last_name": "[NAME]", "town": "[ADDRESS]"} y');
    expect(findings.map(({ start, end }) => text.slice(start, end))).to.deep.equal(['Lind', 'Ys\u00adtad']);
    for (let cut = 1; cut < text.length; cut++) {
      const stream = redactor.stream();
      expect(stream.write(text.slice(0, cut)) + stream.write(text.slice(cut)) + stream.end()).to.equal(whole);
    }
  });

  it('are explained at their place', () => {
    const text = 'see {"last_name": "Lind"}';
    const found = redactor.explain(text).filter(({ outcome, category }) => outcome === 'found' && category === 'person');
    expect(found.map(({ start, end }) => text.slice(start, end))).to.include('Lind');
  });
});
