import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetricError, type SegmentProfile } from 'tally';
import { Workbench } from '../../users.js';
import { anyone, member, noProfiles, profilesOf, rounded, withSegment } from './members.js';
import { profilesByHand } from './profileByHand.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

const lost = { recency: 20, frequency: 1, monetary: 100 };

function withoutLabel(profile: SegmentProfile): Omit<SegmentProfile, 'label'> {
  const { users, segment, means, margins, meansOfGroups, modes, topCells } = profile;
  return { users, segment, means, margins, meansOfGroups, modes, topCells };
}

describe('segment profiles', () => {
  it('have the mean over users, and beside it the mean of group means, which one user can pull away', async () => {
    const [keyValue] = await profilesOf(bench, [
      member({ income: 10000 }),
      member({ income: 20000 }),
      member({ income: 30000 }),
      member({ income: 60000, gender: 'Male', interests: 'Food', subscribed: false }),
    ]);
    expect(keyValue?.means).toMatchObject({ income: 30000, subscribed: 0.75 });
    expect(keyValue?.meansOfGroups).toMatchObject({ income: 40000, subscribed: 0.5 });
    // sd = sqrt((400 + 100 + 0 + 900) / 3) thousand; two = sqrt(4)
    expect(keyValue?.margins.income).toBeCloseTo((1.96 * Math.sqrt(1400 / 3) * 1000) / 2, 6);
    expect(keyValue?.margins.age).toBe(0);
  });

  it('have each attribute for itself, where the top cell may say otherwise of all of them', async () => {
    const [keyValue] = await profilesOf(bench, [
      member({ gender: 'Male', location: 'Rural' }),
      member({ gender: 'Male', location: 'Rural' }),
      member({ gender: 'Female', location: 'Urban', interests: 'Food' }),
      member({ gender: 'Female', location: 'Urban', interests: 'Travel' }),
      member({ gender: 'Female', location: 'Urban', interests: 'Fashion' }),
    ]);
    expect(keyValue?.modes.gender).toMatchObject({ value: 'Female', users: 3, share: 0.6, tied: ['Female'] });
    expect(keyValue?.modes.location).toMatchObject({ value: 'Urban', share: 0.6 });
    expect(keyValue?.topCells).toMatchObject([
      { gender: 'Male', location: 'Rural', users: 2, share: 0.4, tied: 1 },
    ]);
  });

  it('name all values and combinations that are as frequent, by name', async () => {
    const profiles = await profilesOf(bench, [
      member({ ...lost, gender: 'Male', interests: 'Travel' }),
      member({ ...lost, gender: 'Female', interests: 'Food' }),
      member(),
    ]);
    expect(profiles.map(({ segment }) => segment)).toEqual(['keyValue', 'lost']);
    expect(profiles[1]?.modes.gender).toEqual({
      value: 'Female',
      users: 1,
      share: 0.5,
      overall: 2 / 3,
      tied: ['Female', 'Male'],
    });
    expect(profiles[1]?.modes.location).toMatchObject({ value: 'Urban', share: 1, tied: ['Urban'] });
    expect(profiles[1]?.topCells.map(({ gender, users, tied }) => [gender, users, tied])).toEqual([
      ['Female', 1, 2],
      ['Male', 1, 2],
    ]);
    expect(Object.values(profiles[0]?.margins ?? {})).toEqual(Array(8).fill(null));
  });

  it('are what counting by hand gives, for any users in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { minLength: 1, maxLength: 50 }), async (drawn) => {
        const byHand = rounded(profilesByHand(drawn.map(withSegment)));
        for (const order of [drawn, [...drawn].reverse()]) {
          const profiles = await profilesOf(bench, order);
          expect(rounded(profiles.map(withoutLabel))).toEqual(byHand);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('refuse an empty table', async () => {
    await expect(noProfiles(bench)).rejects.toThrow(MetricError);
    await expect(noProfiles(bench)).rejects.toThrow(/nobody is empty/);
  });
});
