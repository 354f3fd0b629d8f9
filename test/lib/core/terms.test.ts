import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TERMS } from '../../../lib/src/core/terms/index.js';

const ROOMS = ['lib/src', 'studies/src'];
const root = fileURLToPath(new URL('../../../', import.meta.url));

function sources(): readonly string[] {
  return ROOMS.flatMap((room) => {
    try {
      return readdirSync(`${root}${room}`, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.includes('core/terms/'))
        .map((file) => readFileSync(`${root}${room}/${file}`, 'utf8'));
    } catch {
      return [];
    }
  });
}

const terms = Object.entries<readonly [string, string]>(TERMS);

function repeated(of: (term: readonly [string, string]) => string): readonly string[] {
  const seen = new Map<string, string[]>();
  for (const [key, term] of terms) seen.set(of(term), [...(seen.get(of(term)) ?? []), key]);
  return [...seen].filter(([, keys]) => keys.length > 1).map(([text, keys]) => `${text}: ${keys.join(', ')}`);
}

/** A column given its label by a key. */
const COLUMN =
  /\bcolumn\.(?:count|decimal|hour|percent|points|money|duration|pValue|text|yesNo|date|category)(?:<\w+>)?\('(?<key>\w+)'/g;

describe('the dictionary of terms', () => {
  it('has both languages of each term', () => {
    const han = /\p{Script=Han}|^[\p{ASCII}–]+$/u;
    expect(terms.filter(([, [en, zh]]) => en.trim() === '' || !han.test(zh)).map(([key]) => key)).toEqual([]);
    expect(terms.filter(([, [en]]) => /\p{Script=Han}/u.test(en)).map(([key]) => key)).toEqual([]);
  });

  it('defines each term in one file only', () => {
    const folder = `${root}lib/src/core/terms`;
    const keys = readdirSync(folder).flatMap((file) =>
      [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/^ {2}(\w+): \[/gm)].map(([, key]) => key),
    );
    expect(keys.length).toBe(terms.length);
    expect(keys.filter((key, n) => keys.indexOf(key) < n)).toEqual([]);
  });

  it('gives no English term two translations', () => {
    expect(repeated(([en]) => en.toLowerCase())).toEqual([]);
  });

  it('names the columns of every metric: a key that is none would be shown as it stands', () => {
    const keys = sources().flatMap((text) =>
      [...text.replace(/^\s*\*.*$/gm, '').matchAll(COLUMN)].map((match) => match.groups?.['key'] ?? ''),
    );
    expect(keys.length).toBeGreaterThan(300);
    expect(keys.filter((key) => !Object.hasOwn(TERMS, key))).toEqual([]);
  });

  it('holds no term that nothing uses', () => {
    const words = new Set(
      sources().flatMap((text) => [...text.matchAll(/'([A-Za-z0-9]+)'/g)].map((match) => match[1])),
    );
    expect(terms.map(([key]) => key).filter((key) => !words.has(key))).toEqual([]);
  });
});
