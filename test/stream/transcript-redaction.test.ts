import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createRedactor } from '../../src/redactor.ts';
import { AlignedText } from '../../src/stream/aligned-text.ts';
import { JsonRedaction } from '../../src/stream/json-redaction.ts';
import { type MuteRange, muteFilter, muteRanges } from '../../src/stream/mute-ranges.ts';
import { TranscriptRedaction, type TranscriptRedactionOptions } from '../../src/stream/transcript-redaction.ts';
import type { Redactor } from '../../src/types.ts';
import { blind, runFormat, SIZES } from '../support/joined-properties.ts';
import { root } from '../support/repository.ts';
import { secretRedactor } from '../support/secret-redactor.ts';

const folder = join(root, 'test/formats/fixtures/transcripts');
const names = readdirSync(folder).sort();
const read = (name: string) => readFileSync(join(folder, name));
const real = createRedactor();

function run(
  input: string | Uint8Array,
  redactor: Redactor = real,
  sizes: readonly number[] = [],
  options: TranscriptRedactionOptions = {},
) {
  let muted: readonly MuteRange[] | undefined;
  const mute = (ranges: readonly MuteRange[]) => {
    muted = ranges;
  };
  const ran = runFormat((one, watch) => new TranscriptRedaction(one, { ...options, watch, mute }), input, redactor, sizes);
  return { ...ran, muted };
}

const ms = (...pairs: [number, number][]) => pairs.map(([BeginOffsetMillis, EndOffsetMillis]) => ({ BeginOffsetMillis, EndOffsetMillis }));
const LEFT = /1111 1111|4111(?! ?1111\*)|anna|canary|example\.com/;

interface Words {
  readonly transcript: string;
  readonly words: readonly { readonly word: string; readonly punctuated_word: string }[];
}

describe('stream/transcript-redaction', () => {
  for (const name of names) {
    const bytes = read(name);
    it(`gives every byte back when nothing is found: ${name}`, () => {
      for (const sizes of SIZES) expect(run(bytes, blind, sizes).bytes.equals(bytes), `${sizes}`).to.equal(true);
      expect(run(bytes, blind).muted).to.deep.equal([]);
    });

    it(`leaves nothing of what is found, however it is cut: ${name}`, () => {
      const whole = run(bytes);
      expect(LEFT.test(bytes.toString())).to.equal(true);
      expect(LEFT.exec(whole.text.replaceAll('411111******1111', ''))?.index).to.equal(undefined);
      for (const sizes of SIZES) expect(run(bytes, real, sizes).text, `${sizes}`).to.equal(whole.text);
    });

    it(`is read in a line of NDJSON, and in a list: ${name}`, () => {
      const whole = JSON.parse(run(bytes).text);
      const line = JSON.stringify(JSON.parse(bytes.toString()));
      const lines = `{"a":"anna@example.com"}\r\n${line}\r\n${line}`;
      for (const sizes of [[], [7], [4096]]) {
        const ran = runFormat((one, watch) => new JsonRedaction(one, { lines: true, watch }), lines, real, sizes);
        const [first, ...others] = ran.text.split('\r\n');
        expect(first).to.equal('{"a":"[EMAIL]"}');
        for (const other of others) expect(JSON.parse(other)).to.deep.equal(whole);
        expect(ran.records).to.equal(3);
      }
      expect(JSON.parse(run(`[${line},${line}]`).text)).to.deep.equal([whole, whole]);
    });

    it(`lets nothing out of what ends too early: ${name}`, () => {
      const end = bytes.toString().trimEnd().length;
      for (let length = 1; length < end; length++) {
        const { text, degraded } = run(bytes.subarray(0, length));
        expect(text === '"[REDACTION_FAILED]"' && degraded === 1, `${length}`).to.equal(true);
      }
    });
  }

  it('shifts the offsets into a turn, and the text between them agrees', () => {
    const { text, muted } = run(read('contact-lens.json'));
    const turn = (
      JSON.parse(text) as {
        Transcript: { Content: string; IssuesDetected: { CharacterOffsets: Record<string, number>; Text: string }[] }[];
      }
    ).Transcript[2];
    const [{ CharacterOffsets: offsets, Text: issue }] = turn.IssuesDetected;
    expect(turn.Content).to.equal(', and my mail [EMAIL] does not work since yesterday.');
    expect(turn.Content.slice(offsets.BeginOffsetChar, offsets.EndOffsetChar)).to.equal(issue);
    expect(issue).to.equal('my mail [EMAIL] does not work ');
    // No words: both turns are muted whole.
    expect(muted).to.deep.equal(ms([4390, 12_890]));
  });

  it('leaves offsets and texts before a finding as they are written', () => {
    const lens = (issue: string, from: string, to: string, content: string) =>
      `{"ParticipantId":1,"Transcript":[{"Content":"${content}","IssuesDetected":[{"CharacterOffsets":{"BeginOffsetChar":${from},"EndOffsetChar":${to}},"Text":"${issue}"}]}]}`;
    const cases: [string, string][] = [
      [lens('\\u00e5\\/b', '0', '3e0', '\\u00e5\\/b secret1'), lens('\\u00e5\\/b', '0', '3e0', '\\u00e5\\/b [S]')],
      [lens('\\u00e5b', '8.0', '10', 'secret1 \\u00e5b'), lens('\\u00e5b', '4', '6', '[S] \\u00e5b')],
      [lens('ret1 a', '3', '9', 'secret1 a'), lens('[S] a', '0', '5', '[S] a')],
      [lens('other', '0', '3', 'secret1 a'), lens('[REDACTION_FAILED]', '0', '3', '[S] a')],
    ];
    for (const [given, expected] of cases) expect(run(given, secretRedactor()).text).to.equal(expected);
  });

  it('keeps text, words, sentences and entities in agreement', () => {
    const { text, muted } = run(read('deepgram.json'));
    const { results } = JSON.parse(text) as {
      results: {
        channels: { alternatives: (Words & { entities: { value: string }[]; paragraphs: { transcript: string } })[] }[];
        utterances: Words[];
      };
    };
    const [best, other] = results.channels[0].alternatives;
    expect(best.transcript).to.equal('Hi, I am at [EMAIL]. Card 411111******1111.');
    expect(best.words.map(({ word }) => word)).to.deep.equal(['hi', 'i', 'am', 'at', '[EMAIL]', 'card', '411111******1111', '', '', '']);
    expect(best.paragraphs.transcript.trim()).to.equal(best.transcript);
    expect(best.entities.map(({ value }) => value)).to.deep.equal(['[EMAIL]', '411111******1111']);
    expect(results.utterances[0].transcript).to.equal('Card 411111******1111.');
    expect(results.utterances[0].words.map(({ punctuated_word }) => punctuated_word)).to.deep.equal(['Card', '411111******1111']);
    expect(other.transcript).to.equal('[REDACTION_FAILED]');
    expect(muted).to.deep.equal(ms([750, 2750], [2950, 6250]));
  });

  it('mutes the words of a value and no others', () => {
    expect(run(read('transcribe.json')).muted).to.deep.equal(ms([950, 4650]));
  });

  it('lets all words of a turn go, and mutes it, when they do not say what the text says', () => {
    const { text, muted, degraded } = run(read('genesys.json'));
    const [, phrase] = (JSON.parse(text) as { transcripts: { phrases: { words: { word: string }[]; text: string }[] }[] }).transcripts[0]
      .phrases;
    expect(phrase.words.map(({ word }) => word)).to.deep.equal(['[REDACTION_FAILED]', '']);
    expect(degraded).to.equal(2);
    expect(muted).to.deep.equal(ms([1773324499250, 1773324505250]));
    const started = read('genesys.json').toString().replace('"transcriptId"', '"startTime":1773324498000,"transcriptId"');
    expect(run(started).muted).to.deep.equal(ms([1250, 7250]));
  });

  const deepgram = (transcript: string, ...words: (string | object)[]) =>
    JSON.stringify({
      results: {
        channels: [
          {
            alternatives: [
              { transcript, words: words.map((word, i) => (typeof word === 'string' ? { word, start: i, end: i + 0.5 } : word)) },
            ],
          },
        ],
      },
    });

  it('keeps what of a word is not found', () => {
    const { text } = run(deepgram("(secret1)'s my secret2.", "(secret1)'s", 'my', 'secret2'), secretRedactor());
    expect(text).to.equal(deepgram("([S])'s my [S].", "([S])'s", 'my', '[S]'));
    expect(run(deepgram('secret1secret2 x', 'secret1secret2', 'x'), secretRedactor()).text).to.equal(deepgram('[S][S] x', '[S][S]', 'x'));
  });

  it('mutes all where the words that are found have no times', () => {
    const words = ['a', { word: 'secret1' }, 'b'];
    expect(run(deepgram('a secret1 b', ...words), secretRedactor()).muted).to.deep.equal(ms([0, 2750]));
  });

  it('lets all go that cannot be examined', () => {
    const { text, degraded, muted } = run(deepgram('a murky b', 'a', 'murky', 'b'), secretRedactor());
    expect(text).to.equal(deepgram('[REDACTION_FAILED]', '[REDACTION_FAILED]', '', ''));
    expect(degraded).to.equal(1);
    expect(muted).to.deep.equal(ms([0, 2750]));
  });

  it('examines names that stand there twice, and all that is no part of what is said', () => {
    const given =
      '{"x":"secret0","results":{"channels":[{"alternatives":[{"transcript":"secret1 and more","transcript":"a secret2","secret3":1}]}]}}';
    expect(run(given, secretRedactor()).text).to.equal(given.replace(/secret\d/g, '[S]'));
    expect(run('{"a":"secret1"}', secretRedactor()).text).to.equal('{"a":"[S]"}');
  });

  it('replaces a document whole that is too long to hold', () => {
    const { text, degraded } = run(deepgram('secret1', 'secret1'), secretRedactor(), [7], { maxDocument: 50 });
    expect(text).to.equal('"[REDACTION_FAILED]"');
    expect(degraded).to.equal(1);
  });

  it('leaves what --fields leaves', () => {
    const given = deepgram('secret1 x', 'secret1', 'x');
    const selects = (path: string) => !path.includes('words');
    expect(run(given, secretRedactor(), [], { selects }).text).to.equal(deepgram('[S] x', 'secret1', 'x'));
  });

  it('writes what to mute for ffmpeg', () => {
    const ranges = muteRanges([
      { begin: 2000, end: 2500 },
      { begin: 100, end: 300.4 },
      { begin: 700, end: 800 },
    ]);
    expect(ranges).to.deep.equal(ms([0, 1050], [1750, 2750]));
    expect(muteFilter(ranges)).to.equal("volume=enable='between(t,0,1.05)+between(t,1.75,2.75)':volume=0");
    expect(muteFilter([])).to.equal('anull');
  });

  it('finds words whatever their capitals, signs and spaces', () => {
    const text = new AlignedText('Hello, \u00c5sa! 41 11.');
    expect(text.words(['hello', '\u00e5sa', '!', '4111'], 0, 19)).to.deep.equal([
      { start: 0, end: 5 },
      { start: 7, end: 10 },
      { start: 10, end: 10 },
      { start: 12, end: 17 },
    ]);
    expect(text.words(['hello', '4111'], 0, 19)).to.equal(undefined);
    expect(text.words(['hello'], 0, 19)).to.equal(undefined);
  });
});
