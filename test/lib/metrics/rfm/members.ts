import fc from 'fast-check';
import { rfm, segmentProfiles, sql, type SegmentProfile } from 'tally';
import { userLine, type Workbench } from '../../users.js';
import type { Member } from './profileByHand.js';
import { segmentOf } from './reference.js';

export type Drawn = Omit<Member, 'segment'>;

/** Cuts instead of bins, so that a test can put any number of users into any segment. */
export const CUTS = { cuts: { recency: [10], frequency: [5], monetary: [1000] } } as const;

/** The segment under {@link CUTS}. */
export function withSegment(drawn: Drawn): Member {
  const levels = [drawn.recency <= 10, drawn.frequency >= 5, drawn.monetary >= 1000];
  return { ...drawn, segment: segmentOf(levels) };
}

export const member = (changes: Partial<Drawn> = {}): Member =>
  withSegment({
    gender: 'Female',
    location: 'Urban',
    interests: 'Sports',
    product_category_preference: 'Books',
    age: 30,
    income: 50000,
    recency: 5,
    frequency: 5,
    monetary: 1000,
    minutes: 300,
    subscribed: true,
    ...changes,
  });

export function line(one: Drawn, index: number): string {
  return userLine(index + 1, {
    age: one.age,
    gender: one.gender,
    location: one.location,
    income: one.income,
    interests: one.interests,
    last_login_days_ago: one.recency,
    purchase_frequency: one.frequency,
    total_spending: one.monetary,
    product_category_preference: one.product_category_preference,
    time_spent_on_site_minutes: one.minutes,
    newsletter_subscription: one.subscribed ? 'True' : 'False',
  });
}

export async function profilesOf(bench: Workbench, members: readonly Drawn[]): Promise<SegmentProfile[]> {
  const { table, accepted } = await bench.users(members.map(line));
  if (accepted !== members.length)
    throw new Error(`Only ${accepted} of ${members.length} users were accepted.`);
  return segmentProfiles(bench.engine, await rfm(bench.engine, table, CUTS));
}

/** Rows without users, of the columns that a scored user table has. */
export async function noProfiles(bench: Workbench): Promise<SegmentProfile[]> {
  const { table } = await bench.users([userLine(1)]);
  const scored = await rfm(bench.engine, table, CUTS);
  const empty = { name: 'nobody', columns: scored.columns };
  await bench.engine.run(sql`CREATE OR REPLACE VIEW ${empty} AS SELECT * FROM ${scored} WHERE false`);
  return segmentProfiles(bench.engine, empty);
}

/** Users whose every average order is a whole number of yuan, so that the file's cents lose nothing. */
export const anyone: fc.Arbitrary<Drawn> = fc
  .record({
    gender: fc.constantFrom('Female', 'Male', 'Undisclosed'),
    location: fc.constantFrom('Urban', 'Suburban', 'Rural'),
    interests: fc.constantFrom('Sports', 'Food', 'Travel'),
    product_category_preference: fc.constantFrom('Books', 'Apparel'),
    age: fc.integer({ min: 18, max: 64 }),
    income: fc.integer({ min: 0, max: 150000 }),
    recency: fc.integer({ min: 0, max: 29 }),
    frequency: fc.integer({ min: 1, max: 9 }),
    order: fc.integer({ min: 1, max: 400 }),
    minutes: fc.integer({ min: 1, max: 599 }),
    subscribed: fc.boolean(),
  })
  .map(({ order, ...one }) => ({ ...one, monetary: order * one.frequency }));

/** The same with every number cut to ten significant digits, so that the order of adding up does not show. */
export function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'number' ? Number(part.toPrecision(10)) : part,
    ),
  );
}
