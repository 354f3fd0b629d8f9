import * as column from '../../core/column.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import { OptionsError } from '../../errors.js';
import { shape } from '../../engine/shape.js';
import type { Relation } from '../../engine/table.js';
import { requireTypes } from '../../events/types.js';
import { ratio } from '../ratio.js';
import type { RetentionEvents } from './cohort-counts.js';
import type { RetentionOptions } from './cohorts.js';
import { countedQuery } from './counted-query.js';
import { COUNTED, COUNTED_NAMES, COUNTED_WHY } from './counted-words.js';

const AS_COUNTED = {
  tool: column.category('countedBy', COUNTED_NAMES),
  day: column.count('daysSince'),
  base: column.count('ofWhom'),
  returned: column.count('returned'),
  rate: column.optional(column.percent('retentionRate', { base: 'base', digits: 2 })),
  why: column.category('whyItDiffers', COUNTED_WHY),
} as const;

const COUNTS = shape({ tool: 'text', base: 'integer', returned: 'integer' });

export type RetentionAsCounted = Result<typeof AS_COUNTED>;

export interface CountedRetentionOptions<T extends string = string> extends RetentionOptions<T> {
  /** The day n after the first, from 1. */
  readonly day?: number;
}

/**
 * Retention on day n as Tally, PostHog, Amplitude, Mixpanel and GA4 count it: of whom, how many returned, and why that
 * differs. All numbers are computed here, on the same events; no tool is asked.
 *
 * rate = returned / base. Days are those of the window's time zone, or 24 hours from the event that begins them; a user
 * counts only if day n is over before the data end. The base is users, for `posthog-recurring` users on each of their
 * active days. Not imitated: approximate counts, and cohorts by week or month.
 * @throws OptionsError if a type is unknown, or the day is no whole number from 1 to the last of the window.
 * Source: PostHog, "Retention"; Amplitude, "How time works in a retention analysis" and "Retention Analysis" (FAQ);
 * Mixpanel, "Retention: Measure engagement over time"; Google Analytics, "Cohort exploration".
 * @example
 * const sideBySide = await retention.asCounted(events, { day: 1 });
 * sideBySide.at({ tool: 'amplitude' }).rate.en;
 */
export async function asCounted<T extends string>(
  events: RetentionEvents<T> & { readonly events: Relation },
  options: CountedRetentionOptions<NoInfer<T>> = {},
): Promise<RetentionAsCounted> {
  const { session, types, window } = events;
  const active: readonly string[] = options.active ?? types.map(({ key }) => key);
  const returns = options.returns ?? active;
  const { day = 1 } = options;
  requireTypes(types, 'active', active);
  requireTypes(types, 'returns', returns);
  if (!Number.isSafeInteger(day) || day < 1 || day >= window.days.length) {
    throw new OptionsError(
      `Retention cannot be counted on day ${day}: give a whole number of days from 1 to ${window.days.length - 1}.`,
    );
  }
  const query = countedQuery(events, { active, returns, day });
  const counts = await session.engine.all(query, COUNTS);
  return new Result({
    session,
    name: 'retention-as-counted',
    title: { en: 'Retention as different tools count it', zh: '不同工具口径下的留存率' },
    schema: AS_COUNTED,
    rows: COUNTED.flatMap((tool) => {
      const own = counts.filter((row) => row.tool === tool);
      return own.map((row) => ({ ...row, tool, day, rate: ratio(row.returned, row.base), why: tool }));
    }),
    query,
  });
}
