import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, OptionsError, rfm, segments, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { CUTS, customersOf, gone, KEYS, star, type Customer } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => tally.close());

const profilesOf = async (people: readonly Customer[]) =>
  segments.profiles(await rfm(await customersOf(tally, people), CUTS));

/** Ten stars and ten who are gone, alike but for what makes the segments. */
const people = (stars: (index: number) => Partial<Customer>) => [
  ...Array.from({ length: 10 }, (_, index) => star(stars(index))),
  ...Array.from({ length: 10 }, () => gone()),
];

describe('personas', () => {
  it('say what sets a segment apart from all users, then what does not', async () => {
    // Nobody spreads: an interval of no width leaves every other mean out.
    const written = segments.personas(
      await profilesOf(people((index) => ({ income: 80_000, land: index < 8 ? 'Hessen' : 'Bayern' }))),
    );
    expect(written.at({ segment: 'stars' }).persona).toMatchObject({
      en:
        '10 users, 50.0% of all, set apart from all users by: high income (€80,000 against €65,000), ' +
        'here lately (5.0 days against 12.5), many purchases (5.0 against 3.0), ' +
        'high spending (€1,000 against €600) and land mostly Hessen (80.0% against 40.0%). ' +
        'No clear difference in bon or brief; no single geschlecht or ware stands out.',
      zh:
        '10人，占50.0%；与全体用户相比：收入水平高（€80,000，全体€65,000）、近期到访（5.0天，全体12.5天）、' +
        '购买多（5.0，全体3.0）、消费高（€1,000，全体€600）、land多为Hessen（80.0%，全体40.0%）。' +
        'bon和brief无明显差别，没有突出的geschlecht和ware。',
    });
    expect(written.traits.at({ trait: 'income' }).segments.raw).toBe(2);
    expect(written.traits.at({ trait: 'gender' }).segments.raw).toBe(0);
    expect(written.output().data['text/plain']).toMatch(/Stars +10 users/);
  });

  it('call no difference what the spread of the values may well have made', async () => {
    const uneven = people((index) => ({ income: index === 0 ? 500_000 : 50_000 }));
    const { persona } = segments.personas(await profilesOf(uneven)).at({ segment: 'stars' });
    expect(persona.en).toMatch(/No clear difference in einkommen/);
  });

  it('let no value stand out that is tied', async () => {
    const half = people((index) => ({ ware: index % 2 === 0 ? 'Brot' : 'Ball' }));
    const { persona } = segments.personas(await profilesOf(half)).at({ segment: 'stars' });
    expect(persona.en).toContain('no single geschlecht, land or ware stands out');
  });

  it('have generic words for a measure without a role', async () => {
    const table = await tableOf(
      tally,
      'konten',
      { gruppe: 'text', punkte: 'integer' },
      [...[1, 1, 1].map((n) => ['a', n] as const), ...[9, 9, 9].map((n) => ['b', n] as const)],
      { segment: 'gruppe' },
    );
    const written = segments.personas(await segments.profiles(table, { measures: ['punkte'] }));
    expect(written.at({ segment: 'a' }).persona).toMatchObject({
      en: '3 users, 50.0% of all, set apart from all users by: low punkte (1.00 against 5.00).',
      zh: '3人，占50.0%；与全体用户相比：punkte偏低（1.00，全体5.00）。',
    });
    expect(written.at({ segment: 'b' }).persona).toMatchObject({
      en: '3 users, 50.0% of all, set apart from all users by: high punkte (9.00 against 5.00).',
      zh: '3人，占50.0%；与全体用户相比：punkte偏高（9.00，全体5.00）。',
    });
  });

  it('say so of a segment without users, and of one that nothing sets apart', async () => {
    const written = segments.personas(await profilesOf([star(), star()]));
    expect(written.rows.map((row) => row.segment)).toEqual(KEYS);
    expect(written.at({ segment: 'gone' }).persona).toMatchObject({
      en: 'Nobody is in this segment.',
      zh: '此分层没有用户。',
    });
    expect(written.at({ segment: 'stars' }).persona.en).toMatch(
      /^2 users, 100.0% of all, set apart from all users by nothing\. No clear/,
    );
  });

  it('are whole sentences with every trait named once, for any customers', async () => {
    const anyone = fc.record({
      days: fc.integer({ min: 0, max: 29 }),
      orders: fc.integer({ min: 1, max: 9 }),
      spent: fc.integer({ min: 1, max: 2000 }),
      income: fc.integer({ min: 0, max: 150_000 }),
      sex: fc.constantFrom('m', 'w', 'd'),
      letter: fc.constantFrom(true, false, null),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 40 }), async (drawn) => {
        const written = segments.personas(await profilesOf(drawn));
        expect(written.total('users').raw).toBe(drawn.length);
        for (const row of written) {
          const { en, zh } = written.values(row).persona;
          expect(en + zh).not.toMatch(/[{}]|NaN|Infinity|undefined|null|n\/a/);
          expect([en.at(-1), zh.at(-1)]).toEqual(['.', '。']);
          if (row.users === 0) continue;
          const said = en.match(/ against /g)?.length ?? 0;
          const [, plain = ''] = en.split(/\. (?=No )/);
          expect(said + (plain === '' ? 0 : plain.split(/, | or |; /).length)).toBe(9);
        }
      }),
      { numRuns: 8, seed: 9 },
    );
  });

  it('take thresholds of their own', async () => {
    const profiles = await profilesOf(people(() => ({ income: 60_000 })));
    expect(segments.personas(profiles).at({ segment: 'stars' }).persona.en).toContain('high income');
    expect(segments.personas(profiles, { differs: 0.1 }).at({ segment: 'stars' }).persona.en).not.toContain(
      'high income',
    );
    for (const bad of [{ differs: -0.1 }, { differs: NaN }, { standsOut: 0.9 }]) {
      expect(() => segments.personas(profiles, bad)).toThrow(OptionsError);
    }
  });
});
