import { type Evidence, type Judgment, judge, untestable } from 'tally/claims';
import type { DouyinCheck, DouyinFigures } from '../figures.js';
import { SEGMENTS, type SegmentKey } from '../segments.js';
import { percent } from './cross.js';

export const BOTH_WAYS =
  "Mean over the segment's users; published: the unweighted mean of the means of all combinations of gender, region, interest and category.";

type Profiles = Awaited<ReturnType<DouyinFigures['profiles']>>;

/** Means by the names that the register gives them. */
export const MEASURES = {
  age: 'age',
  income: 'income',
  loginGap: 'recency',
  purchases: 'frequency',
  orderValue: 'orderValue',
  spending: 'monetary',
  subscribed: 'subscribed',
} as const;
type MeanName = keyof typeof MEASURES;

/** A check on the profiles of some segments; it cannot be made where one of them has no users. */
export function onSegments(
  segments: readonly SegmentKey[],
  check: (profiles: Profiles, study: DouyinFigures) => Promise<Judgment> | Judgment,
): DouyinCheck {
  return async (study) => {
    const profiles = await study.profiles();
    const empty = segments.filter((segment) => profiles.where({ segment }).length === 0);
    return empty.length > 0
      ? untestable(
          {},
          `Nobody is in ${empty.map((segment) => SEGMENTS[segment].label.en).join(', ')}; the claim cannot be tested.`,
        )
      : check(profiles, study);
  };
}

/** A mean over the users of a segment, and the same as the study averages. */
export function meanOf(profiles: Profiles, segment: SegmentKey, name: MeanName) {
  const { mean, meanOfGroups } = profiles.at({ segment, measure: MEASURES[name] });
  return { mean: mean.raw, publishedWay: meanOfGroups.raw };
}

/** Days since the last login in a segment, both ways. */
export function daysOf(profiles: Profiles, segment: SegmentKey): Evidence['computed'] {
  const { mean, publishedWay } = meanOf(profiles, segment, 'loginGap');
  return { days: mean, daysPublishedWay: publishedWay };
}

/** Whether a segment is first or last by some means, also with the published way of averaging. */
export function firstOrLast(
  profiles: Profiles,
  segment: SegmentKey,
  of: readonly MeanName[],
  which: 'lowest' | 'highest',
): Judgment {
  const extreme = (name: MeanName, by: 'mean' | 'meanOfGroups') => {
    const means = profiles.where({ measure: MEASURES[name] });
    return (which === 'highest' ? means.max(by) : means.min(by)).segment.raw;
  };
  const values = of.map((name) => {
    const { mean, publishedWay } = meanOf(profiles, segment, name);
    return { [name]: mean, [`${name}_publishedWay`]: publishedWay };
  });
  const found = of.map((name) => ({
    [`${name}_${which}`]: extreme(name, 'mean'),
    [`${name}_${which}_publishedWay`]: extreme(name, 'meanOfGroups'),
  }));
  return judge({
    computed: Object.assign({}, ...values, ...found) as Evidence['computed'],
    words: of.every((name) => extreme(name, 'mean') === segment),
    definition: BOTH_WAYS,
  });
}

type Attribute = 'gender' | 'region' | 'category';

/** The most frequent value of an attribute in a segment, with its share in percent. */
export function modeOf(profiles: Profiles, segment: SegmentKey, attribute: Attribute) {
  const { value, share } = profiles.modes.at({ segment, attribute });
  return { value: value.raw, percent: percent(share.raw) };
}

/** What a persona of a segment is made of: most frequent values, and the most frequent combination of all. */
export function personaOf(prefix: string, profiles: Profiles, segment: SegmentKey): Evidence['computed'] {
  const cell = profiles.cells.at({ segment });
  const mode = (attribute: Attribute, name: string) => {
    const { value, percent: share } = modeOf(profiles, segment, attribute);
    return { [`${prefix}${name}`]: value, [`${prefix}${name}Percent`]: share };
  };
  return {
    ...mode('gender', 'gender'),
    ...mode('region', 'location'),
    ...mode('category', 'category'),
    [`${prefix}cellUsers`]: cell.users.raw,
    [`${prefix}cellPercent`]: percent(cell.share.raw),
    [`${prefix}cellsAsFrequent`]: cell.tied.raw,
  };
}
