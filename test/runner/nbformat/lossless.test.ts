/** What is not ours goes through byte for byte, or is refused. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanNotebooks, cleanText } from '../../../runner/src/clean/clean.js';
import { compareJson } from '../../../runner/src/check/compare/json.js';
import { EXACT } from '../../../runner/src/check/rules.js';
import { stringifyJson } from '../../../runner/src/json.js';
import { parseJson } from '../../../runner/src/parse-json.js';
import { decodeUtf8 } from '../../../runner/src/utf8.js';
import { parseNotebook, rewriteNotebook, serializeNotebook } from '../../../runner/src/nbformat/index.js';
import { Project } from '../support/project.js';

/** Numbers as other programs write them. */
const anyNumber = fc.oneof(
  fc.constantFrom('1.0', '-0', '-0.0', '1e400', '-1E+400', '0.10', '9007199254740993', '1e-400', '1E5'),
  fc.bigInt().map(String),
  fc
    .tuple(fc.bigInt({ min: 0n }), fc.nat(), fc.integer({ min: -999, max: 999 }))
    .map(([a, b, c]) => `${a}.${b}e${c}`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const { text: anyText } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyNumber,
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
    fc.constantFrom('true', 'null', '"\\\\"', '"1e400"', '"\\"[1.0"'),
    fc.array(tie('text'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc
      .array(tie('text'), { maxLength: 3 })
      .map((items) => `{${items.map((item, n) => `"k${n}":${item}`).join(',')}}`),
  ),
}));

const file = (content: string, minor = 5): string =>
  `{"cells":[{"cell_type":"code","execution_count":7,"id":"a","metadata":{"m":${content},"tags":["keep-output"]},` +
  `"outputs":[{"data":{"application/json":${content}},"metadata":{"o":${content}},"output_type":"display_data"}],` +
  `"source":["1"]}],"metadata":{"n":${content},"signature":"x"},"nbformat":4,"nbformat_minor":${minor}}`;

const count = (text: string, part: string): number => text.split(part).length - 1;

describe('numbers of other programs', () => {
  it('keep their words, wherever they stand', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(stringifyJson(parseJson(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('keep them in a notebook that is cleaned, upgraded, or written anew', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const content = `[${number}]`;
        const text = file(content);
        const clean = cleanText(text, 'x').text;
        expect(clean).toContain('"execution_count":null');
        expect(count(clean, content)).toBe(4);
        const old = file(content, 2);
        expect(count(rewriteNotebook(old, parseNotebook(old, 'x'), { upgrade: true }), content)).toBe(4);
        const anew = serializeNotebook(parseNotebook(text, 'x'));
        expect(count(anew, ` ${number}\n`)).toBe(4);
        expect(serializeNotebook(parseNotebook(anew, 'x'))).toBe(anew);
      }),
      { numRuns: 100 },
    );
  });

  it('are compared by value, and by their words where JavaScript cannot tell them apart', () => {
    const differences = (a: string, b: string) => compareJson(parseJson(a), parseJson(b), EXACT);
    expect(differences('[1.0, 1e2]', '[1, 100]')).toEqual([]);
    expect(differences('12345678901234567890', '12345678901234567890')).toEqual([]);
    expect(differences('12345678901234567890', '12345678901234567891')).toEqual([
      { path: '', expected: '12345678901234567890', actual: '12345678901234567891' },
    ]);
    expect(differences('1e400', '1e401')).toHaveLength(1);
  });

  it('may be counts and versions', () => {
    const text = file('1').replace('"execution_count":7', '"execution_count":7.0').replace(':4,', ':4.0,');
    expect(parseNotebook(text, 'x').cells[0]).toMatchObject({ execution_count: 7 });
    expect(() => parseNotebook(file('1').replace(':7,', ':12345678901234567890,'), 'x')).toThrow(
      'x is not a notebook: cells[0].execution_count',
    );
  });
});

describe('what cannot go through', () => {
  it('bytes that are not UTF-8 are refused with their place, and the file stays', () => {
    const project = new Project();
    const [before, after] = file('"?"').split('?');
    const bytes = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xe9]), Buffer.from(after ?? '')]);
    project.writeBytes('x.ipynb', bytes);
    const [report] = cleanNotebooks({ inputs: ['x.ipynb'], cwd: project.root });
    expect(report?.error?.message).toBe(
      `x.ipynb: not UTF-8: byte 0xE9 at offset ${Buffer.byteLength(before ?? '')}; save it as UTF-8.`,
    );
    expect(readFileSync(project.path('x.ipynb'))).toEqual(bytes);
  });

  it('the place is the first byte that is wrong, whatever is before it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (before, after) => {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
        expect(() => decodeUtf8(bytes)).toThrow(`at offset ${Buffer.byteLength(before)};`);
        expect(decodeUtf8(Buffer.from(before))).toBe(Buffer.from(before).toString());
      }),
    );
  });

  it('an output nested 9,000 levels deep is refused with its place', () => {
    const deep = '['.repeat(9000) + ']'.repeat(9000);
    expect(() => parseNotebook(file(deep), 'x')).toThrow(/^x:1:\d+: nested more than 990 levels deep\.$/);
  });
});
