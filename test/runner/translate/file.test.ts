import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TranslationError } from '../../../runner/src/errors.js';
import { TranslationFile } from '../../../runner/src/translate/file.js';

const parse = (text: string): TranslationFile => TranslationFile.parse(text, 'zh', 'zh/a.yaml');
const content = ({ cell, en, translation, source, self, line }: TranslationFile['entries'][number]) => ({
  cell,
  en,
  translation,
  source,
  self,
  line,
});

const TEXT = `# For translators
title:
  # The title stays short.
  en: |-
    # Users

    Who they are.
  zh: |-
    # 用户
  source: 123456789012
  self: 1e1234567890

sizes:
  - en: Users
    zh: '用户'
  - en: "{n} users"
    zh:
`;

describe('a file of translations', () => {
  it('holds an entry or a list of entries a cell; hashes are text, whatever they look like', () => {
    expect(parse(TEXT).entries.map(content)).toEqual([
      {
        cell: 'title',
        en: '# Users\n\nWho they are.',
        translation: '# 用户',
        source: '123456789012',
        self: '1e1234567890',
        line: 4,
      },
      { cell: 'sizes', en: 'Users', translation: '用户', source: '', self: '', line: 14 },
      { cell: 'sizes', en: '{n} users', translation: '', source: '', self: '', line: 16 },
    ]);
  });

  it('is written as it was, comments and quotes included, but for what changes', () => {
    const file = parse(TEXT);
    const [title, users, count] = file.entries;
    if (title === undefined || users === undefined || count === undefined) throw new Error();
    const text = file.write([
      { cell: 'title', single: true, drafts: [{ content: title, node: title.node }] },
      {
        cell: 'sizes',
        single: false,
        drafts: [
          { content: users, node: users.node },
          { content: { ...count, translation: '{n}个用户', source: 'aa', self: 'bb' }, node: count.node },
        ],
      },
    ]);
    expect(text).toBe(
      TEXT.replace('    zh:\n', '    zh: |-\n      {n}个用户\n    source: aa\n    self: bb\n'),
    );
  });

  it.each([
    ['a: [', 'zh/a.yaml:1: '],
    ['- a', 'must map cell ids to texts'],
    ['a:\n  zh: x', 'a: the English text is missing'],
    ['b: {en: x}\na: text', 'zh/a.yaml:2: a: needs the keys en and zh'],
    ['a: {en: x}\na: {en: y}', 'zh/a.yaml:2: Map keys must be unique'],
  ])('names file and line of what it cannot read: %s', (text, message) => {
    expect(() => parse(text)).toThrow(TranslationError);
    expect(() => parse(text)).toThrow(message);
  });

  it('may be empty', () => {
    expect(parse('').entries).toEqual([]);
    expect(parse('# nothing yet\n').entries).toEqual([]);
  });

  it('reads back every text that it writes', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/\p{C}/gu, ''));
    const text = fc
      .array(line, { minLength: 1, maxLength: 4 })
      .map((lines) => lines.join('\n'))
      .filter((each) => each !== '');
    fc.assert(
      fc.property(text, text, (en, translation) => {
        const written = TranslationFile.create('zh', ' a').write([
          { cell: 'c', single: true, drafts: [{ content: { en, translation, source: 's', self: '' } }] },
        ]);
        expect(parse(written).entries.map(content)).toMatchObject([
          { cell: 'c', en, translation, source: 's' },
        ]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
