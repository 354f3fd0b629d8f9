import type { ProfileAttribute, ProfileMeans, SegmentProfile } from '../../../metrics/rfm/profile.js';
import { RFM_SEGMENTS, type RfmSegment } from '../../../metrics/rfm/segments.js';
import { implemented, judge, untestable, type Finding, type Judgement } from '../finding.js';
import { segmentActions } from './actions.js';
import type { UserCheck, UserStudy } from './study.js';

const BOTH_WAYS =
  "Mean over the segment's users; published: the unweighted mean of the means of all combinations of gender, region, interest and category.";

const PERSONA =
  'The most frequent value of each attribute in the segment, with its share; published: all from the one most frequent combination.';

/** Section 4.3.2: what the segments are like. */
export const PROFILE_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.3.2-TBL': onSegments(['potential', 'keyWinBack', 'lost'], (_, rows) => {
    const entries = rows.flatMap(({ segment, means, meansOfGroups }) => [
      [`loginGap_${segment}`, means.loginGap],
      [`loginGapPublishedWay_${segment}`, meansOfGroups.loginGap],
      [`incomePublishedWay_${segment}`, meansOfGroups.income],
      [`income_${segment}`, means.income],
      [`spendingPublishedWay_${segment}`, meansOfGroups.spending],
      [`spending_${segment}`, means.spending],
    ]);
    return judge({
      computed: Object.fromEntries(entries) as Record<string, number>,
      published: {
        loginGapPublishedWay_potential: '6.9',
        loginGapPublishedWay_keyWinBack: { above: 20 },
        loginGapPublishedWay_lost: { above: 21 },
      },
      definition: BOTH_WAYS,
      onlyAsDefined: true,
      note: 'The picture is judged by the numbers that the text quotes from it.',
    });
  }),
  'D-4.3.2-C1': onSegments(['keyWinBack'], ([own]) =>
    judge({
      computed: { days: own?.means.loginGap, daysPublishedWay: own?.meansOfGroups.loginGap },
      published: { days: { above: 20 }, daysPublishedWay: { above: 20 } },
      definition: `Days since the last login. ${BOTH_WAYS}`,
    }),
  ),
  'D-4.3.2-C2': onSegments(['keyWinBack'], ([own], all) => firstOrLast(own, all, ['subscribed'], 'lowest')),
  'D-4.3.2-C3': onSegments(['dormantHighValue'], ([own], all) =>
    firstOrLast(own, all, ['income', 'age'], 'highest'),
  ),
  'D-4.3.2-C4': onSegments(['dormantHighValue'], ([own], all) =>
    firstOrLast(own, all, ['orderValue', 'loginGap'], 'highest'),
  ),
  'D-4.3.2-C5': onSegments(['potential'], ([own]) =>
    judge({
      computed: { days: own?.means.loginGap, daysPublishedWay: own?.meansOfGroups.loginGap },
      published: { days: '6.9', daysPublishedWay: '6.9' },
      definition: `Days since the last login. ${BOTH_WAYS}`,
    }),
  ),
  'D-4.3.2-C6': onSegments(['newHighValue'], ([own], all) => {
    const users = all.reduce((sum, row) => sum + row.users, 0);
    const overall = all.reduce((sum, row) => sum + row.means.subscribed * row.users, 0) / users;
    const overallPublishedWay = all.reduce((sum, row) => sum + row.meansOfGroups.subscribed, 0) / all.length;
    const subscribed = own?.means.subscribed ?? NaN;
    return judge({
      computed: {
        percent: 100 * subscribed,
        percentOverall: 100 * overall,
        percentPublishedWay: 100 * (own?.meansOfGroups.subscribed ?? NaN),
        percentOverallPublishedWay: 100 * overallPublishedWay,
      },
      words: subscribed < overall,
      definition: `Share of subscribers against that of all users. ${BOTH_WAYS}`,
      note: {
        contradicted:
          'Of its users {percent} percent subscribe, of all {percentOverall}: more, not fewer. Only the mean of group means puts it below ({percentPublishedWay} against {percentOverallPublishedWay}).',
      },
    });
  }),
  'D-4.3.2-C7': onSegments(['lowCost'], async ([own], _, { summaries }) => {
    const { last_login_days_ago: all } = await summaries();
    const days = own?.means.loginGap ?? NaN;
    return judge({
      computed: { days, daysOfAll: all.mean, purchases: own?.means.purchases },
      published: { days: { above: 20 } },
      concludes: days < all.mean,
      definition:
        'Days since the last login; active users would have logged in more recently than the mean user.',
      note: {
        unsupported:
          'Who was last there {days} days ago is not very active (all users: {daysOfAll}): they have bought often, {purchases} times, and stay away now.',
      },
    });
  }),
  'D-4.3.2-C8': onSegments(['lost'], ([own]) =>
    judge({
      computed: { days: own?.means.loginGap, daysPublishedWay: own?.meansOfGroups.loginGap },
      published: { days: { above: 21 }, daysPublishedWay: { above: 21 } },
      definition: `Days since the last login. ${BOTH_WAYS}`,
    }),
  ),
  'D-4.3.2-C9': onSegments(['lost'], ([lost]) =>
    judge({
      computed: personaOf('', lost),
      words: lost?.modes.gender.value === 'Male' && lost.modes.location.value === 'Suburban',
      definition: PERSONA,
      note: {
        contradicted:
          'Most of them are {gender} ({genderPercent} percent) and {location} ({locationPercent}). The published combination is that of {cellUsers} users, {cellPercent} percent.',
      },
    }),
  ),
  'D-4.3.2-C10': onSegments(['generalNew', 'keyWinBack', 'potential'], ([generalNew, winBack, potential]) =>
    judge({
      computed: {
        ...personaOf('generalNew_', generalNew),
        ...personaOf('keyWinBack_', winBack),
        ...personaOf('potential_', potential),
      },
      words:
        generalNew?.modes.gender.value === 'Male' &&
        generalNew.modes.product_category_preference.value === 'Apparel' &&
        winBack?.modes.gender.value === 'Female' &&
        potential?.modes.gender.value === 'Female',
      definition: PERSONA,
      note: {
        contradicted:
          'Most general new users prefer {generalNew_category}; most of key win-back are {keyWinBack_gender} ({keyWinBack_genderPercent} percent), of potential {potential_gender} ({potential_genderPercent}).',
      },
    }),
  ),
  'D-4.3.2-TXT': () =>
    implemented({}, 'Personas are written from the data by rule (personas), notebook 03-rfm.'),
  'D-4.3.2-STRAT': (study) =>
    segmentActions(
      study,
      'The catalogue of actions by segment (SEGMENT_ACTIONS), each with the values that justify it, in notebook 06-actions: {actions} actions for {groups} segments; {reasonsThatStand} of their {reasons} reasons stand in this data.',
    ),
};

/** A check on the profiles of some segments; it cannot be made where one of them has no users. */
function onSegments(
  segments: readonly RfmSegment[],
  check: (
    own: readonly SegmentProfile[],
    all: readonly SegmentProfile[],
    study: UserStudy,
  ) => Promise<Finding> | Finding,
): UserCheck {
  return async (study) => {
    const profiles = await study.profiles();
    const own = segments.flatMap((segment) => profiles.get(segment) ?? []);
    const empty = segments.filter((segment) => !profiles.has(segment));
    return empty.length > 0
      ? untestable(
          {},
          `Nobody is in ${empty.map((segment) => RFM_SEGMENTS[segment].en).join(', ')}: it takes users there.`,
        )
      : check(own, [...profiles.values()], study);
  };
}

/** Whether a segment is first or last of all by some means; the published way of averaging beside it. */
function firstOrLast(
  own: SegmentProfile | undefined,
  all: readonly SegmentProfile[],
  of: readonly (keyof ProfileMeans)[],
  which: 'lowest' | 'highest',
): Finding {
  const sign = which === 'highest' ? 1 : -1;
  const extreme = (pick: (row: SegmentProfile) => number) =>
    [...all].sort((a, b) => sign * (pick(b) - pick(a)))[0]?.segment ?? 'none';
  const found = of.flatMap((mean) => [
    [`${mean}_${which}`, extreme((row) => row.means[mean])],
    [`${mean}_${which}_publishedWay`, extreme((row) => row.meansOfGroups[mean])],
  ]);
  const values = of.flatMap((mean) => [
    [mean, own?.means[mean] ?? null],
    [`${mean}_publishedWay`, own?.meansOfGroups[mean] ?? null],
  ]);
  return judge({
    computed: Object.fromEntries([...values, ...found]) as Judgement['computed'],
    words: of.every((mean) => extreme((row) => row.means[mean]) === own?.segment),
    definition: BOTH_WAYS,
  });
}

function personaOf(prefix: string, profile: SegmentProfile | undefined): Judgement['computed'] {
  const [cell] = profile?.topCells ?? [];
  const mode = (attribute: ProfileAttribute, name: string) => ({
    [`${prefix}${name}`]: profile?.modes[attribute].value,
    [`${prefix}${name}Percent`]: profile === undefined ? null : 100 * profile.modes[attribute].share,
  });
  return {
    ...mode('gender', 'gender'),
    ...mode('location', 'location'),
    ...mode('product_category_preference', 'category'),
    [`${prefix}cellUsers`]: cell?.users,
    [`${prefix}cellPercent`]: cell === undefined ? null : 100 * cell.share,
    [`${prefix}cellsAsFrequent`]: cell?.tied,
  };
}
