import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { realFile } from '../real/files.js';
import { findingsOf } from '../notebooks/in-process.js';
import { cdnowAsCsv, MARKETPLACE, smallCases, USERS, type TemplateCase } from './data.js';
import { templatesOf, textsOf, toldSoundly } from './told.js';
import { translationsOf } from './translations.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-templates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sample: TemplateCase = {
  kind: 'events',
  parameters: { data: 'data/sample/events.csv.gz', ...MARKETPLACE },
};
const cases: Readonly<Record<string, TemplateCase>> = {
  ...smallCases(folder),
  'the sample of events': sample,
  ...real('the real shop', 'retail/online_retail_uci.csv.gz', (data) => ({
    kind: 'orders',
    parameters: { data, currency: 'GBP' },
  })),
  ...real('the buyers of CDs', 'retail/CDNOW_sample.txt', (data) => ({
    kind: 'orders',
    parameters: { data: cdnowAsCsv(data, folder), currency: 'USD' },
  })),
  ...real('the real events', 'taobao/UserBehavior_814users.csv', (data) => ({
    kind: 'events',
    parameters: { data, ...MARKETPLACE },
  })),
  ...real('the real users', 'douyin/user_personalized_features.csv', (data) => ({
    kind: 'customers',
    parameters: { data, map: USERS, currency: 'CNY' },
  })),
};

function real(name: string, file: string, of: (path: string) => TemplateCase): Record<string, TemplateCase> {
  const path = realFile(file);
  return path === null ? {} : { [name]: of(resolve(path)) };
}

describe.each(Object.entries(cases))('on %s', (name, data) => {
  it.each(templatesOf(data.kind))('%s runs to its end', async (notebook) => {
    const told = await toldSoundly(notebook, data);
    const translated = translationsOf(notebook);
    // The file's own names stay as they are.
    const own = Object.values(data.parameters).flat();
    expect(textsOf(told).filter((text) => !translated.has(text) && !own.includes(text))).toEqual([]);
    if (process.env['SHOW_FINDINGS'] !== undefined)
      for (const { verdict, text } of findingsOf(told)) console.log(`${name}: ${verdict}: ${text}`);
  });
});
