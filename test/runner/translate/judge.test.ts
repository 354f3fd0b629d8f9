import { describe, expect, it } from 'vitest';
import { TranslationFile } from '../../../runner/src/translate/file.js';
import { shortHash } from '../../../runner/src/translate/hash.js';
import { judgeTexts } from '../../../runner/src/translate/judge.js';
import { mergeTexts, stamped } from '../../../runner/src/translate/merge.js';
import type { NotebookText } from '../../../runner/src/translate/texts.js';

interface Given {
  readonly cell?: string;
  readonly en: string;
  readonly zh?: string;
  /** The English that was translated, where it is not the one beside it. */
  readonly from?: string;
  readonly stamp?: boolean;
}

function entries(...given: readonly Given[]): TranslationFile['entries'] {
  const cells = given.map(({ cell = 'c', en, zh = '', from = en, stamp = zh !== '' }) => ({
    cell,
    entry: { en, zh, ...(stamp && { source: shortHash(from), self: shortHash(zh) }) },
  }));
  const file: Record<string, object[]> = {};
  for (const { cell, entry } of cells) (file[cell] ??= []).push(entry);
  return TranslationFile.parse(JSON.stringify(file), 'zh', 'a.yaml').entries;
}

const text = (en: string, cell = 'c'): NotebookText => ({ cell, kind: 'output', en });
const states = (texts: readonly NotebookText[], given: TranslationFile['entries']): string[] =>
  judgeTexts(texts, given).map(({ state }) => state);

describe('the state of a translation', () => {
  it('is fresh when English and translation are as they were stamped', () => {
    expect(states([text('One {n}')], entries({ en: 'One {n}', zh: '一{n}' }))).toEqual(['fresh']);
  });

  it('is fresh by the hash, whatever stands in the file as English', () => {
    expect(states([text('One')], entries({ en: 'Typo', zh: '一', from: 'One' }))).toEqual(['fresh']);
  });

  it('is missing without an entry, or with an empty one', () => {
    expect(states([text('One')], entries())).toEqual(['missing']);
    expect(states([text('One')], entries({ en: 'One' }))).toEqual(['missing']);
  });

  it('is stale when the English changed, in the notebook alone or in the file as well', () => {
    expect(states([text('Two')], entries({ en: 'One', zh: '一' }))).toEqual(['stale']);
    expect(states([text('Two')], entries({ en: 'Two', zh: '一', from: 'One' }))).toEqual(['stale']);
    expect(states([text('Two')], entries({ en: 'One', zh: '一', stamp: false }))).toEqual(['stale']);
  });

  it('is edited when the translation changed, or is new, and was not stamped', () => {
    const [entry] = entries({ en: 'One', zh: '一' });
    if (entry === undefined) throw new Error();
    expect(states([text('One')], [{ ...entry, translation: '壹' }])).toEqual(['edited']);
    expect(states([text('One')], entries({ en: 'One', zh: '一', stamp: false }))).toEqual(['edited']);
  });

  it('is an orphan when the notebook has no such text or no such cell', () => {
    expect(states([text('One')], entries({ en: 'One', zh: '一' }, { en: 'Two', zh: '二' }))).toEqual([
      'fresh',
      'orphan',
    ]);
    expect(states([], entries({ cell: 'gone', en: 'One', zh: '一' }))).toEqual(['orphan']);
  });

  it('is broken when placeholders differ, in texts of outputs and not in prose', () => {
    const [judged] = judgeTexts([text('{a} of {b}')], entries({ en: '{a} of {b}', zh: '{a}和{c}' }));
    expect(judged).toMatchObject({
      state: 'broken',
      message: 'the translation lacks {b} and has {c}, which the English does not have: “{a}和{c}”',
    });
    expect(states([text('{a}')], entries({ en: '{a}', zh: '{a' }))).toEqual(['broken']);
    const prose: NotebookText = { cell: 'c', kind: 'prose', en: 'TeX {a}' };
    expect(states([prose], entries({ en: 'TeX {a}', zh: '公式 {b' }))).toEqual(['fresh']);
  });

  it('may drop the branches of a plural, which Chinese does not have', () => {
    const en = '{n, plural, one {# user} other {# users}}';
    expect(states([text(en)], entries({ en, zh: '{n}个用户' }))).toEqual(['fresh']);
  });

  it('is a conflict when the same English is translated differently in another cell', () => {
    const given = entries({ cell: 'a', en: 'Users', zh: '用户' }, { cell: 'b', en: 'Users', zh: '使用者' });
    expect(states([text('Users', 'a'), text('Users', 'b')], given)).toEqual(['fresh', 'conflict']);
  });

  it('goes by the order of a cell where texts changed, so that one that stayed is not taken for another', () => {
    const given = entries({ en: 'One', zh: '一' }, { en: 'Two', zh: '二' }, { en: 'Three', zh: '三' });
    const judged = judgeTexts([text('One!'), text('Two'), text('Three!')], given);
    expect(judged.map(({ state, entry }) => [state, entry?.translation])).toEqual([
      ['stale', '一'],
      ['fresh', '二'],
      ['stale', '三'],
    ]);
  });
});

describe('an extraction', () => {
  const merged = (texts: readonly NotebookText[], given: TranslationFile['entries'], prune = false) =>
    mergeTexts(texts, given, { prune }).map(({ cell, drafts }) => [
      cell,
      drafts.map(({ content: { en, translation } }) => `${en}=${translation}`),
    ]);

  it('shows new English beside the old translation, which stays stale', () => {
    const given = entries({ en: 'One', zh: '一' });
    const [cell] = mergeTexts([text('One!')], given, { prune: false });
    expect(cell?.drafts[0]?.content).toEqual({
      en: 'One!',
      translation: '一',
      source: shortHash('One'),
      self: shortHash('一'),
    });
  });

  it('takes a translation along when its text moves to another cell', () => {
    expect(merged([text('One', 'new')], entries({ cell: 'old', en: 'One', zh: '一' }))).toEqual([
      ['new', ['One=一']],
    ]);
  });

  it('keeps translations of texts that are gone until pruned, and drops empty ones', () => {
    const given = entries({ en: 'Gone', zh: '无' }, { en: 'Empty' });
    expect(merged([], given)).toEqual([['c', ['Gone=无']]]);
    expect(merged([], given, true)).toEqual([]);
  });
});

describe('a stamp', () => {
  const [entry] = entries({ en: 'Two', zh: '一', from: 'One' });
  if (entry === undefined) throw new Error();

  it('takes an edited translation as one of the English beside it', () => {
    expect(stamped({ ...entry, translation: '二' }, false)).toMatchObject({
      source: shortHash('Two'),
      self: shortHash('二'),
    });
  });

  it('leaves a stale one that nobody touched, unless all are meant', () => {
    expect(stamped(entry, false).source).toBe(shortHash('One'));
    expect(stamped(entry, true).source).toBe(shortHash('Two'));
  });

  it('leaves an empty one', () => {
    expect(stamped({ ...entry, translation: '' }, true).source).toBe(shortHash('One'));
  });
});
