import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { translationReport } from 'nbconvert-ts-runner';
import { smallCases } from './data.js';
import { FOLDER, templatesOf, textsOf, toldSoundly } from './told.js';
import { translationsOf } from './translations.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-templates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(readdirSync(FOLDER))('the Chinese of the templates for %s', (kind) => {
  it('is that of their prose and code, as they are', () => {
    const { notebooks, stray } = translationReport({ inputs: [join(FOLDER, kind)], lang: 'zh' });
    expect(stray).toEqual([]);
    const problems = notebooks.flatMap((one) => one.problems);
    expect(problems.filter(({ state }) => state !== 'not run')).toEqual([]);
    // Texts that no run has shown are known by the code in which they stand.
    for (const { counts, texts } of notebooks) expect(counts.fresh).toBeGreaterThan(texts);
  });
});

it('has what a template says of an awkward file', async () => {
  const data = smallCases(folder)['Chinese orders of one day'];
  const [, , , products = ''] = templatesOf('orders');
  if (data === undefined) throw new Error('no such case');
  const texts = textsOf(await toldSoundly(products, data));
  const translated = translationsOf(products);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => !translated.has(text))).toEqual([]);
});

it('has no Latin words but names and parameters', () => {
  const allowed =
    /\b(RFM|Welch|Kaplan|Meier|q|p|ID|map|product|category|item|user|monetary|recency|frequency|scored)\b/g;
  const latin = readdirSync(FOLDER)
    .flatMap((kind) => templatesOf(kind as 'orders'))
    .flatMap((notebook) => [...translationsOf(notebook).values()])
    .map((text) =>
      text.replace(
        /\{[\w.]+|\b(select|plural|null|other|above|below|across|true|false|date|day|neither|none|most|tied)\b/g,
        '',
      ),
    )
    .filter((text) => /[A-Za-z]/.test(text.replace(allowed, '')));
  expect(latin).toEqual([]);
  expect(readFileSync(join(FOLDER, 'orders', 'zh', '01-overview.yaml'), 'utf8')).toContain('订单');
});
