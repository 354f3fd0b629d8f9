import { OptionsError } from '../../errors.js';
import { both } from '../../core/heading.js';
import type { Label } from '../../core/label.js';
import type { Quantity, Raw } from '../../core/quantity.js';
import type { Result } from '../../core/result.js';
import type { ColumnName, Schema } from '../../core/schema.js';
import type { Interval } from '../../stats/proportion.js';
import type { Reason } from './catalog.js';

/** A reason with the values that decide it; null if undefined, as for a group without users. */
export interface CheckedReason extends Reason {
  /** The measure of the group. */
  readonly mean: number | null;
  /** The measure of all users. */
  readonly overall: number | null;
  /** Whether the data could have contradicted it, or how the groups were made decides it. */
  readonly basis: 'data' | 'definition';
  /**
   * Whether `mean` is on the side of `overall` that the action assumes, and its interval too; false if they are equal.
   * Null also where it is on that side by definition.
   */
  readonly stands: boolean | null;
  /** `spending ¥2,500 > ¥100`. */
  readonly text: Label;
}

const SIGNS = { above: '>', below: '<' } as const;

/**
 * Returns a function that looks up a reason in measures by group.
 * @throws OptionsError for an unknown measure, or measures without the required columns.
 */
export function reasonChecker<S extends Schema>(
  measures: Result<S>,
  group: ColumnName<S>,
  defining: readonly string[] = [],
): (name: string, reason: Reason) => CheckedReason {
  const { values = {} } = measures.column('measure');
  for (const name of ['mean', 'overall', 'interval']) measures.column(name);
  const rows = measures.rows as readonly Readonly<Record<string, unknown>>[];
  return (name, { measure, is }) => {
    if (!Object.hasOwn(values, measure)) {
      throw new OptionsError(
        `A reason compares "${measure}", which was not measured: use one of ${Object.keys(values).join(', ')}.`,
      );
    }
    const row = rows.find((one) => one[group] === name && one['measure'] === measure);
    const all = row ?? rows.find((one) => one['measure'] === measure);
    const mean = numberIn(row, 'mean');
    const overall = numberIn(all, 'overall');
    const basis = defining.includes(measure) ? 'definition' : 'data';
    const interval = (row?.['interval'] ?? null) as Interval | null;
    const stands = standing({ mean, overall, interval, is, basis });
    const written = {
      own: measures.values(row as never) as Readonly<Record<string, Quantity<Raw>>>,
      all: measures.values(all as never) as Readonly<Record<string, Quantity<Raw>>>,
    };
    const label = both(values[measure]?.label ?? measure);
    return { measure, is, mean, overall, basis, stands, text: { en: textOf('en'), zh: textOf('zh') } };

    function textOf(locale: 'en' | 'zh'): string {
      const [own, everybody] = [written.own['mean']?.[locale] ?? '', written.all['overall']?.[locale] ?? ''];
      return `${label[locale]} ${own} ${SIGNS[is]} ${everybody}`;
    }
  };
}

function standing({
  mean,
  overall,
  interval,
  is,
  basis,
}: Pick<CheckedReason, 'mean' | 'overall' | 'is' | 'basis'> & {
  readonly interval: Interval | null;
}): boolean | null {
  if (mean === null || overall === null) return null;
  const beyond = (bound: number) => (is === 'above' ? bound > overall : bound < overall);
  if (!beyond(mean)) return false;
  if (basis === 'definition' || interval === null) return null;
  return beyond(is === 'above' ? interval.low : interval.high);
}

function numberIn(row: Readonly<Record<string, unknown>> | undefined, name: string): number | null {
  const value = row?.[name];
  return typeof value === 'number' ? value : null;
}
