import type { Label } from '../label.js';
import { MEASURES, type RegionMeasure, type SegmentMeasure } from '../metrics/actions/measures.js';
import type { CheckedReason } from '../metrics/actions/reasons.js';

const MARKS = { true: '✓', false: '✗', null: '?' } as const;

/**
 * Reasons with their values and those of all users, and whether they stand, as one cell of a table:
 * `✓ days since last login 21.4 > 15.6; ✓ spending ¥1,536 < ¥2,437`.
 *
 * @example
 * reasonsLabel(checkReasons(action, profile?.means, overallMeans(profiles)));
 */
export function reasonsLabel(reasons: readonly CheckedReason<SegmentMeasure | RegionMeasure>[]): Label {
  const text = (locale: keyof Label) =>
    reasons
      .map(({ measure, value, overall, stands }) => {
        const { label, format } = MEASURES[measure];
        const relation = value === null || overall === null ? '?' : relationOf(value, overall);
        const sides = `${format(value)[locale]} ${relation} ${format(overall)[locale]}`;
        return `${MARKS[`${stands}`]} ${label[locale]} ${sides}`;
      })
      .join(locale === 'zh' ? '；' : '; ');
  return { en: text('en'), zh: text('zh') };
}

function relationOf(value: number, overall: number): string {
  if (value === overall) return '=';
  return value > overall ? '>' : '<';
}
