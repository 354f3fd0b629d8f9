import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  OptionsError,
  personas,
  PROFILE_ATTRIBUTES,
  RFM_SEGMENT_KEYS,
  written,
  type Persona,
  type RfmSegment,
} from 'tally';
import { Workbench } from '../../users.js';
import { anyone, member, profilesOf, type Drawn } from './members.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const times = <T>(n: number, make: (index: number) => T): T[] =>
  Array.from({ length: n }, (_, index) => make(index));

/** Ten users each in key value and lost, alike but for what makes the segments. */
const people = (key: (index: number) => Partial<Drawn>, rest: Partial<Drawn> = {}) => [
  ...times(10, (index) => member({ minutes: 295 + index, ...key(index) })),
  ...times(10, (index) =>
    member({ recency: 20, frequency: 1, monetary: 200, minutes: 295 + index, ...rest }),
  ),
];

async function personaOf(segment: RfmSegment, drawn: readonly Drawn[]): Promise<Persona> {
  const found = personas(await profilesOf(bench, drawn)).find((one) => one.segment === segment);
  if (found === undefined) throw new Error(`There is no persona of ${segment}.`);
  return found;
}

const sentences = (persona: Persona) => written(persona.text, persona.values);

describe('personas', () => {
  it('say what sets a segment apart from all users, then what does not', async () => {
    const persona = await personaOf(
      'keyValue',
      people((index) => ({ income: 80000, location: index < 8 ? 'Suburban' : 'Urban' })),
    );
    expect(sentences(persona)).toEqual({
      en:
        '10 users, 50.0% of all, set apart from all users by: high income (¥80,000 against ¥65,000), ' +
        'here lately (5.0 days since the last login against 12.5), many purchases (5.0 against 3.0), ' +
        'high spending (¥1,000 against ¥600) and region mostly Suburban (80.0% against 40.0%). ' +
        'No clear difference in age, order value, time on the site or subscription; ' +
        'no single gender, interest or category stands out.',
      zh:
        '10人，占50.0%；与全体用户相比：收入高（¥80,000，全体¥65,000）、近期登录（距上次登录5.0天，全体12.5天）、' +
        '购买多（5.0次，全体3.0次）、消费高（¥1,000，全体¥600）、地区多为郊区（80.0%，全体40.0%）。' +
        '年龄、客单价、在站时长和订阅率无明显差别，没有突出的性别、兴趣和品类。',
    });
  });

  it('change with the data', async () => {
    const poor = await personaOf(
      'keyValue',
      people(() => ({ income: 20000 })),
    );
    expect(sentences(poor).en).toContain('low income (¥20,000 against ¥35,000)');
    expect(sentences(poor).zh).toContain('收入低');
    const often = await personaOf('keyValue', [
      ...people((index) => ({ location: index < 5 ? 'Rural' : index < 8 ? 'Urban' : 'Suburban' })),
      ...times(5, () => member({ recency: 20 })),
    ]);
    expect(sentences(often).en).toContain('region often Rural (50.0% against 20.0%)');
    expect(sentences(often).zh).toContain('地区偏农村');
  });

  it('call no difference what the spread of the values may well have made', async () => {
    const uneven = people((index) => ({ income: index === 0 ? 500000 : 50000 }));
    expect(sentences(await personaOf('keyValue', uneven)).en).toMatch(/No clear difference in age, income/);
  });

  it('let no value stand out that is tied, or no more frequent than elsewhere', async () => {
    const half = people((index) => ({ interests: index % 2 === 0 ? 'Food' : 'Travel' }));
    const { text, values } = await personaOf('keyValue', half);
    expect(values).not.toHaveProperty('interests');
    expect(text.en).toContain('no single gender, region, interest or category stands out');
  });

  it('say so of a segment without users, and of one that nothing sets apart', async () => {
    const alike = times(4, () => member());
    const rows = personas(await profilesOf(bench, alike));
    expect(rows.map(({ segment }) => segment)).toEqual(RFM_SEGMENT_KEYS);
    const [keyValue, keyWinBack] = rows;
    expect(keyWinBack).toMatchObject({ users: 0, values: {} });
    expect(keyWinBack?.text).toEqual({ en: 'Nobody is in this segment.', zh: '此类没有用户。' });
    expect(keyValue && sentences(keyValue).en).toMatch(
      /^4 users, 100.0% of all, set apart from all users by nothing\. No clear/,
    );
    expect(keyValue && sentences(keyValue).zh).toMatch(/^4人，占100.0%；与全体用户相比无明显差别。/);
  });

  it('are whole sentences with each trait named once, for any users', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 60 }), async (drawn) => {
        const rows = personas(await profilesOf(bench, drawn));
        expect(rows.reduce((sum, { users }) => sum + users, 0)).toBe(drawn.length);
        for (const persona of rows) {
          const { en, zh } = sentences(persona);
          expect(en + zh).not.toMatch(/[{}]|NaN|Infinity|undefined|null|n\/a/);
          expect(en).toMatch(/\.$/);
          expect(zh).toMatch(/。$/);
          if (persona.users === 0) continue;
          for (const attribute of PROFILE_ATTRIBUTES) {
            expect(attribute in persona.values).toBe(persona.text.en.includes(`{${attribute}}`));
          }
          const [, plain = ''] = persona.text.en.split(/\. /);
          const named = Object.keys(persona.values).filter((name) => name.endsWith('All')).length;
          const listed = plain === '' ? 0 : plain.split(/, | or |; /).length;
          expect(named + listed).toBe(12);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('take thresholds of their own', async () => {
    const profiles = await profilesOf(
      bench,
      people(() => ({ income: 60000 })),
    );
    const first = (options: Parameters<typeof personas>[1]) => personas(profiles, options)[0]?.text.en;
    expect(first({})).toContain('high income');
    expect(first({ differs: 0.1 })).not.toContain('high income');
  });

  it.each([
    [{ differs: -0.1 }, /differs must be 0 or more/],
    [{ differs: Number.NaN }, /differs must be 0 or more/],
    [{ standsOut: 0.9 }, /standsOut must be 1 or more/],
  ])('refuse %j', (options, message) => {
    expect(() => personas([], options)).toThrow(OptionsError);
    expect(() => personas([], options)).toThrow(message);
  });
});
