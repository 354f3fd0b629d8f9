import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PUBLISHED_CLAIMS } from 'tally-studies';

const numbers = (text: string) => [...new Set(text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [])].sort();
const translated = PUBLISHED_CLAIMS.filter(({ publishedZh }) => publishedZh !== undefined);

describe('published claims in Chinese', () => {
  it('are there for every claim that a notebook names', () => {
    const sources = readdirSync('notebooks')
      .filter((name) => name.endsWith('.ipynb'))
      .map((name) => readFileSync(join('notebooks', name), 'utf-8'));
    const named = PUBLISHED_CLAIMS.filter(({ id }) => sources.some((text) => text.includes(`'${id}'`)));
    expect(named.filter(({ publishedZh }) => publishedZh === undefined).map(({ id }) => id)).toEqual([]);
    expect(translated.length).toBeGreaterThan(80);
  });

  it.each(translated.map(({ id, published, publishedZh = '' }) => ({ id, published, publishedZh })))(
    'have the same numbers: $id',
    ({ published, publishedZh }) => {
      expect(numbers(publishedZh)).toEqual(numbers(published));
      expect(publishedZh).toMatch(/。$/);
    },
  );
});
