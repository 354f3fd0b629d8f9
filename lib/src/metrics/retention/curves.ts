import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { entryOf } from '../../core/entry-of.js';
import type { Text } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Categories } from '../../core/schema.js';
import { significant } from '../../core/quantity.js';
import { ratio, total } from '../ratio.js';
import type { CurvePoints } from './curve.js';

const curvesSchema = <K extends string>(names: Categories<K>) => ({
  of: { ...column.category('curveOf', names), authored: true },
  day: column.count('daysSince'),
  active: column.count('returned'),
  eligible: column.count('eligibleUsers'),
  rate: column.optional(column.percent('returnedOfEligible', { base: 'eligible', interval: 'rateInterval' })),
  rateInterval: column.optional(column.interval()),
});

export type Curves<K extends string = string> = Result<ReturnType<typeof curvesSchema<K>>>;

/**
 * Several retention curves in one result and one figure, such as returning and repurchasing. The keys are their names,
 * unless `labels` names them.
 *
 * @throws OptionsError if there are no curves.
 * @example
 * chart(retention.curves({ 'came back': curve, 'bought again': purchases }));
 */
export function curves<const K extends string>(
  of: Readonly<Record<K, CurvePoints>>,
  labels: Partial<Readonly<Record<K, Text>>> = {},
): Curves<K> {
  const named = Object.entries<CurvePoints>(of) as [K, CurvePoints][];
  const [first] = named;
  if (first === undefined) throw new OptionsError('retention.curves takes at least one curve.');
  const names = Object.fromEntries(
    named.map(([key]) => [key, { label: entryOf<Text | undefined>(labels, key) ?? key }]),
  );
  const rows = named.flatMap(([key, { rows }]) =>
    rows.map(({ day, active, eligible, rate, rateInterval }) => ({
      ...{ of: key, day, active, eligible, rate, rateInterval },
    })),
  );
  return new Result({
    session: first[1].session,
    name: 'retention-curves',
    title: { en: 'Retention curves, as shares of eligible users', zh: '留存曲线对比（占可观测用户）' },
    schema: curvesSchema(names as Categories<K>),
    rows,
    chart: { mark: 'line', x: 'day', y: 'rate', color: 'of' },
  });
}

const DISTANCES = {
  denominator: column.category('denominator', {
    rate: { label: { en: 'Eligible users', zh: '可观测用户' } },
    shareOfAll: { label: { en: 'All users', zh: '全部用户' } },
    meanOfCohorts: { label: { en: 'Mean of cohorts', zh: '各同期群均值' } },
  }),
  distance: column.optional(column.points('meanDistance')),
} as const;

export type CurveDistances = Result<typeof DISTANCES>;

/**
 * How far this curve is from another under each denominator, to find the one that the other was made with.
 *
 * distance = mean of |own - other| over days from 1 (day 0 is 1 by definition) on which both are known; null if there
 * is no such day. In percentage points.
 * @param other the other curve's rates from day 0, as fractions.
 * @example
 * retention.distances(curve, [1, 0.75, 0.74]).min('distance').denominator.en; // 'All users'
 */
export function distances({ session, rows }: CurvePoints, other: readonly (number | null)[]): CurveDistances {
  const denominators = ['rate', 'shareOfAll', 'meanOfCohorts'] as const;
  return new Result({
    session,
    name: 'curve-distances',
    title: { en: 'Distance from the other curve, by denominator', zh: '不同分母下与另一曲线的差距' },
    schema: DISTANCES,
    rows: denominators.map((denominator) => {
      const gaps = rows.flatMap((row) => {
        const [own, theirs] = [row[denominator], other[row.day]];
        const known = row.day > 0 && own !== null && theirs !== null && theirs !== undefined;
        return known ? Math.abs(own - theirs) : [];
      });
      const distance = ratio(total(gaps), gaps.length);
      return { denominator, distance: distance === null ? null : significant(distance) };
    }),
    chart: { mark: 'bar', x: 'distance', y: 'denominator' },
  });
}
