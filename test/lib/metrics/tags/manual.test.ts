import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, OutputError, tags, type Tally } from 'tally';
import { Files } from '../../load/files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const vip = { tag: 'vip', user: 'a', author: 'li', reason: 'contract', on: '2024-01-10' } as const;

/** A file of a ledger that is not there yet. */
let ledgers = 0;
const newPath = () => join(files.folder, `manual-${(ledgers += 1)}.jsonl`);

describe('manual tags', () => {
  it('hold from their day until the day on which they end, exclusive', () => {
    const manual = new tags.ManualTags().give({ ...vip, until: '2024-02-01' });
    const has = (asOf: string) => manual.holders('vip', asOf);
    expect([has('2024-01-09'), has('2024-01-10'), has('2024-01-31'), has('2024-02-01')]).toEqual([
      [],
      ['a'],
      ['a'],
      [],
    ]);
  });

  it('given twice are held once, until the later entry says', () => {
    const manual = new tags.ManualTags()
      .give({ ...vip, until: '2024-02-01' })
      .give({ ...vip, on: '2024-01-20', author: 'wang', reason: 'renewed' })
      .give({ ...vip, on: '2024-01-20', author: 'wang', reason: 'renewed' });
    expect(manual.holders('vip', '2024-03-01')).toEqual(['a']);
    expect(manual.audit(tally, '2024-03-01').rows.map(({ effect, state }) => [effect, state])).toEqual([
      ['given', 'replaced'],
      ['renewed', 'replaced'],
      ['renewed', 'valid'],
    ]);
  });

  it('are told apart by tag and user', () => {
    const manual = new tags.ManualTags()
      .give(vip)
      .give({ ...vip, user: 'b' })
      .give({ ...vip, tag: 'gold' })
      .give({ ...vip, tag: 'gold', user: 'c' });
    expect([manual.names, manual.holders('vip', vip.on)]).toEqual([
      ['gold', 'vip'],
      ['a', 'b'],
    ]);
    const audit = manual.audit(tally, vip.on);
    expect(audit.rows.map(({ effect, state }) => `${effect} ${state}`)).toEqual([
      ...['given valid', 'given valid', 'given valid', 'given valid'],
    ]);
    expect(audit.title).toEqual({ en: 'Who gave and took which tag', zh: '手动标签的审计记录' });
    manual.give(vip);
    expect(manual.audit(tally, vip.on).rows[0]?.state).toBe('replaced');
  });

  it('have an audit trail: who, when, why, and what holds of it on a date', () => {
    const manual = new tags.ManualTags()
      .give({ ...vip, until: '2024-02-01' })
      .give({ ...vip, user: 'b' })
      .take({ tag: 'vip', user: 'b', author: 'wang', reason: 'mistake', on: '2024-01-11' })
      .give({ ...vip, user: 'c', on: '2024-03-01' });
    const states = (asOf: string) => manual.audit(tally, asOf).rows.map(({ state }) => state);
    expect(states('2024-01-10')).toEqual(['valid', 'valid', 'later', 'later']);
    expect(states('2024-02-01')).toEqual(['expired', 'replaced', 'done', 'later']);
    expect(manual.audit(tally, '2024-02-01').rows[2]).toEqual({
      ...{ nth: 3, on: '2024-01-11', tag: 'vip', user: 'b', action: 'take', author: 'wang' },
      ...{ reason: 'mistake', until: null, effect: 'taken', state: 'done' },
    });
    expect(manual.names).toEqual(['vip']);
  });

  it.each([
    ['no author', { author: ' ' }, 'A manual tag needs author'],
    ['no reason', { reason: '' }, 'A manual tag needs reason'],
    ['no tag', { tag: '' }, 'A manual tag needs tag'],
    ['a day that is none', { on: '2024-02-30' }, '"on" is "2024-02-30"'],
    ['an end before its beginning', { until: '2024-01-10' }, 'cannot end on 2024-01-10: choose a later day'],
    ['a day before the last entry', { on: '2024-01-09' }, 'The last entry is of 2024-01-10'],
    ['a field too many', { color: 'red' }, 'Unrecognized key'],
  ])('are not given with %s', (_, wrong, message) => {
    const manual = new tags.ManualTags().give(vip);
    expect(() => manual.give({ ...vip, ...wrong })).toThrow(OptionsError);
    expect(() => manual.give({ ...vip, ...wrong })).toThrow(message);
    expect(manual.audit(tally, '2024-12-31').length).toBe(1);
  });

  it('are not taken from who does not have them', () => {
    const manual = new tags.ManualTags().give({ ...vip, until: '2024-01-12' });
    expect(() => manual.take({ ...vip, on: '2024-01-12', reason: 'over' })).toThrow(
      'a does not have the tag "vip" on 2024-01-12: nothing to take.',
    );
  });

  it('are what the last entry says, for any entries', () => {
    const day = (n: number) => `2024-01-${String(n).padStart(2, '0')}`;
    const entry = fc.record({
      wait: fc.nat(4),
      user: fc.constantFrom('a', 'b'),
      give: fc.boolean(),
      lasts: fc.option(fc.integer({ min: 1, max: 8 })),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 7 }), fc.integer({ min: 1, max: 30 }), (entries, asOf) => {
        const manual = new tags.ManualTags();
        // By user, the last day with the tag.
        const has = new Map<string, number>();
        const at = new Map<string, number>();
        let on = 1;
        for (const { wait, user, give, lasts } of entries) {
          on = Math.min(on + wait, 22);
          const last = lasts === null ? Infinity : on + lasts - 1;
          const base = { tag: 't', user, author: 'x', reason: 'y', on: day(on) };
          if (give) manual.give({ ...base, ...(lasts !== null && { until: day(on + lasts) }) });
          else if ((has.get(user) ?? 0) < on) {
            expect(() => manual.take(base)).toThrow('nothing to take');
            continue;
          } else manual.take(base);
          has.set(user, give ? last : 0);
          if (on <= asOf) at.set(user, give ? last : 0);
        }
        const expected = [...at]
          .filter(([, last]) => last >= asOf)
          .map(([user]) => user)
          .sort();
        expect(manual.holders('t', day(asOf))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a ledger in a file', () => {
  it('is read again, and added to', () => {
    const path = newPath();
    new tags.ManualTags(path).give({ ...vip, until: '2024-02-01' });
    new tags.ManualTags(path).give({ ...vip, user: 'b' });
    const again = new tags.ManualTags(path);
    expect(again.holders('vip', '2024-01-20')).toEqual(['a', 'b']);
    expect(readFileSync(path, 'utf8').split('\n').length).toBe(3);
    expect(again.audit(tally, '2024-01-20').rows.map(({ nth, until }) => [nth, until])).toEqual([
      [1, '2024-02-01'],
      [2, null],
    ]);
  });

  it('shows where it was changed, shortened in the middle or broken', () => {
    const path = newPath();
    new tags.ManualTags(path)
      .give(vip)
      .give({ ...vip, user: 'b' })
      .give({ ...vip, user: 'c' });
    const text = readFileSync(path, 'utf8');
    const opened = (changed: string) => () => {
      writeFileSync(path, changed);
      return new tags.ManualTags(path);
    };
    expect(opened(text.replace('"user":"b"', '"user":"x"'))).toThrow(
      `${path}:2: this entry or one before it was changed`,
    );
    expect(opened(text.split('\n').toSpliced(1, 1).join('\n'))).toThrow(`${path}:2: this entry`);
    expect(opened(`${text}{"tag"\n`)).toThrow(`${path}:4: not an entry of manual tags: it is not JSON`);
    expect(opened(`${text}{"tag": "x"}\n`)).toThrow(/:4: not an entry of manual tags \(Invalid[^)]+\)\.$/);
    expect(opened(text.replace('"reason":"contract"', '"reason":"favor"'))).toThrow(`${path}:1: this entry`);
    expect(opened(`${text}{"tag"\n`)).toThrow(
      expect.objectContaining({ cause: expect.any(SyntaxError) as Error }) as Error,
    );
    expect(opened(text)().names).toEqual(['vip']);
    appendFileSync(path, '\n');
    expect(new tags.ManualTags(path).names).toEqual(['vip']);
  });

  it('says so if it cannot be written, and then has no entry', () => {
    const manual = new tags.ManualTags(join(files.folder, 'no-such-folder', 'manual.jsonl'));
    expect(() => manual.give(vip)).toThrow(OutputError);
    expect(() => manual.give(vip)).toThrow(
      expect.objectContaining({ cause: expect.any(Error) as Error }) as Error,
    );
    expect(manual.names).toEqual([]);
  });
});
