import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadEvents, open, rfm, type Tally } from 'tally';
import type { RegisterEntry } from 'tally/claims';
import {
  douyin,
  judgeRegister,
  taobao,
  type ExpectedVerdict,
  type Study,
  sampleUsersCsv,
} from 'tally-studies';
import type { Output } from '../../../lib/src/core/display.js';

const USERS = 'data/sample/users.csv';
const EVENTS = 'data/sample/events.csv.gz';
const PUBLISH = Symbol.for('Jupyter.publish');
const shown: Output[] = [];
const kernel = globalThis as { [PUBLISH]?: (output: Output) => void };
const folder = mkdtempSync(join(tmpdir(), 'tally-study-'));

let tally: Tally;
let register: RegisterEntry[];
let study: Study;
beforeAll(async () => {
  tally = await open({ threads: 2 });
  register = await judgeRegister(tally, { users: USERS, events: EVENTS });
  study = await douyin.open(await douyin.loadUsers(tally, USERS));
  kernel[PUBLISH] = (output) => shown.push(output);
});
afterEach(() => {
  shown.length = 0;
});
afterAll(() => {
  tally.close();
  Reflect.deleteProperty(kernel, PUBLISH);
  rmSync(folder, { recursive: true });
});

function entryOf(id: string): RegisterEntry {
  const entry = register.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`The register has no claim ${id}.`);
  return entry;
}

const payload = (output = shown[0]) => output?.data['application/vnd.claim.v1+json'];

async function shownBy(study: Study, id: string, expected?: ExpectedVerdict): Promise<Output | undefined> {
  shown.length = 0;
  await study.show(id, expected);
  return shown[0];
}

describe('a study in a notebook', () => {
  it('judges each claim as the register does: same verdict, numbers and words', async () => {
    const events = await loadEvents(tally, EVENTS, { ...taobao.EVENTS, duplicates: 'keep' });
    for (const one of [study, await taobao.open(events, { file: EVENTS })]) {
      for (const { id } of one.claims) {
        const { published, data, ...judgment } = await one.claim(id);
        const { document, section, ...entry } = entryOf(id);
        // What shows the claim in a notebook is no part of what is judged.
        const words = Object.fromEntries(Object.entries(judgment));
        expect({ ...words, published: published.en }).toEqual(entry);
        expect([data.sample, document, section]).toEqual([true, one.claims[0]?.document, section]);
      }
    }
  });

  it('shows verdict, data, sentence and numbers of a published claim, without a tick', async () => {
    const output = await shownBy(study, 'D-4.6.1-85');
    const entry = entryOf('D-4.6.1-85');
    expect(entry.verdict).toBe('contradicted');
    expect(String(output?.data['text/plain']).split('\n')).toEqual([
      'Published claim D-4.6.1-85: contradicted (on the sample data, users.csv)',
      `The document says: ${entry.published}`,
      'Computed: percent 61.45; revenue 1,496,158; percentOfSuburbanAndUrban 83.88',
      entry.definition,
      entry.note,
    ]);
    expect(payload()).toEqual({
      kind: 'published',
      id: 'D-4.6.1-85',
      text: entry.published,
      verdict: 'contradicted',
      expected: null,
      ok: true,
      values: entry.computed,
      data: { name: 'users.csv', sample: true },
    });
    expect(JSON.stringify(output)).not.toMatch(/[✓✗]/);
  });

  it('is as expected unless an expected verdict is given and another one comes out', async () => {
    await shownBy(study, 'D-4.6.1-85', 'contradicted');
    expect(payload()).toMatchObject({ ok: true, expected: 'contradicted' });
    await shownBy(study, 'D-4.6.1-85', 'confirmed');
    expect(payload()).toMatchObject({ ok: false, expected: 'confirmed', verdict: 'contradicted' });
    expect(shown[0]?.data['text/markdown']).toContain(
      '> The notebook expects a different verdict: confirmed.',
    );
    await shownBy(study, 'D-4.6.1-85', { sample: 'contradicted', other: 'confirmed' });
    expect(payload()).toMatchObject({ ok: true });
    await shownBy(study, 'D-4.6.1-85', { other: 'confirmed' });
    expect(payload()).toMatchObject({ ok: true, expected: null });
  });

  it('names another file, for which another verdict may be expected', async () => {
    const path = join(folder, 'own.csv');
    writeFileSync(path, sampleUsersCsv({ users: 60 }));
    const own = await douyin.open(await douyin.loadUsers(tally, path));
    const output = await shownBy(own, 'D-4.6.1-85', { sample: 'contradicted', other: 'implemented' });
    expect(output?.data['text/plain']).toContain('(on own.csv)');
    expect(payload()).toMatchObject({ ok: false, expected: 'implemented', data: { sample: false } });
  });

  it('keeps to its own scores when a notebook scores the same users otherwise', async () => {
    const chinese = await open({ engine: tally.engine, locale: 'zh' });
    const users = await douyin.loadUsers(chinese, USERS);
    const again = await douyin.open(users);
    await rfm(users, { segments: douyin.SEGMENTS, ties: 'key' });
    expect((await again.claim('D-4.3.1-SEGN')).computed).toEqual(entryOf('D-4.3.1-SEGN').computed);
    const output = await shownBy(again, 'D-4.6.1-85');
    expect(output?.data['text/plain']).toContain(
      '已发布的结论 D-4.6.1-85：与数据不符（样本数据users.csv）\n文中称：四类高价值用户贡献超过85%的营收。\n',
    );
  });

  it('names the claims of the section where an id is unknown', async () => {
    await expect(study.claim('D-4.4-99')).rejects.toThrow(/has no claim D-4\.4-99\. Its claims: D-4\.4-/);
    await expect(study.show('Z')).rejects.toThrow(/has no claim Z\. Its claims: D-2-SCHEMA, /);
  });
});
