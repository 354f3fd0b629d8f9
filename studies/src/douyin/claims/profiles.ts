import { implemented, judge } from 'tally/claims';
import { total } from '../../study/total.js';
import { segmentActions } from './actions.js';
import { type DouyinClaim, defineClaim } from '../claim.js';
import {
  BOTH_WAYS,
  daysOf,
  firstOrLast,
  meanOf,
  MEASURES,
  modeOf,
  onSegments,
  personaOf,
} from './profile-checks.js';

const PERSONA =
  'The most frequent value of each attribute in the segment, with its share; the study takes all values from the single most frequent combination.';

/** Section 4.3.2: what the segments are like. */
export const PROFILE_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.3.2-TBL',
    section: '4.3.2',
    kind: 'figure-or-table',
    published:
      'Segment profiles in an 8×12 table (size, means, most frequent gender, region, interest and category), published as an image.',
    publishedZh: '以图片发表的分层画像表，8×12（人数、各项均值、占比最高的性别、地区、兴趣与品类）。',
    check: onSegments(['potential', 'keyWinBack', 'lost'], (profiles) => {
      const present = [...new Set(profiles.rows.map(({ segment }) => segment))];
      const entries = present.flatMap((segment) => {
        const [gap, income, spending] = [
          meanOf(profiles, segment, 'loginGap'),
          meanOf(profiles, segment, 'income'),
          meanOf(profiles, segment, 'spending'),
        ];
        return [
          [`loginGap_${segment}`, gap.mean],
          [`loginGapPublishedWay_${segment}`, gap.publishedWay],
          [`incomePublishedWay_${segment}`, income.publishedWay],
          [`income_${segment}`, income.mean],
          [`spendingPublishedWay_${segment}`, spending.publishedWay],
          [`spending_${segment}`, spending.mean],
        ] as const;
      });
      return judge({
        computed: Object.fromEntries(entries),
        published: {
          loginGapPublishedWay_potential: '6.9',
          loginGapPublishedWay_keyWinBack: { above: 20 },
          loginGapPublishedWay_lost: { above: 21 },
        },
        definition: BOTH_WAYS,
        onlyAsDefined: true,
        note: 'The image is judged by the numbers quoted in the text.',
      });
    }),
  }),
  defineClaim({
    id: 'D-4.3.2-C1',
    section: '4.3.2',
    kind: 'statement',
    published: 'Key win-back (重要唤回客户) users last logged in 20 days ago on average.',
    publishedZh: '重要唤回客户平均已有20天未登录。',
    check: onSegments(['keyWinBack'], (profiles) =>
      judge({
        computed: daysOf(profiles, 'keyWinBack'),
        published: { days: { above: 20 }, daysPublishedWay: { above: 20 } },
        definition: `Days since the last login. ${BOTH_WAYS}`,
      }),
    ),
  }),
  defineClaim({
    id: 'D-4.3.2-C2',
    section: '4.3.2',
    kind: 'statement',
    published: 'Key win-back (重要唤回客户) has the lowest newsletter subscription rate of all segments.',
    publishedZh: '重要唤回客户的订阅率为各分层最低。',
    check: onSegments(['keyWinBack'], (profiles) =>
      firstOrLast(profiles, 'keyWinBack', ['subscribed'], 'lowest'),
    ),
  }),
  defineClaim({
    id: 'D-4.3.2-C3',
    section: '4.3.2',
    kind: 'statement',
    published:
      'Dormant high value (高价值沉睡客户) has the highest income and the highest age of all segments.',
    publishedZh: '高价值沉睡客户的收入水平和年龄均为各分层最高。',
    check: onSegments(['dormantHighValue'], (profiles) =>
      firstOrLast(profiles, 'dormantHighValue', ['income', 'age'], 'highest'),
    ),
  }),
  defineClaim({
    id: 'D-4.3.2-C4',
    section: '4.3.2',
    kind: 'statement',
    published:
      'Dormant high value (高价值沉睡客户) has the highest average order value and the longest time since the last login.',
    publishedZh: '高价值沉睡客户的客单价最高，距上次登录的时间也最长。',
    check: onSegments(['dormantHighValue'], (profiles) =>
      firstOrLast(profiles, 'dormantHighValue', ['orderValue', 'loginGap'], 'highest'),
    ),
  }),
  defineClaim({
    id: 'D-4.3.2-C5',
    section: '4.3.2',
    kind: 'statement',
    published: 'Potential (潜力客户) users last logged in 6.9 days ago on average.',
    publishedZh: '潜力客户平均6.9天前登录过。',
    check: onSegments(['potential'], (profiles) =>
      judge({
        computed: daysOf(profiles, 'potential'),
        published: { days: '6.9', daysPublishedWay: '6.9' },
        definition: `Days since the last login. ${BOTH_WAYS}`,
      }),
    ),
  }),
  defineClaim({
    id: 'D-4.3.2-C6',
    section: '4.3.2',
    kind: 'statement',
    published: 'The subscription rate of New high value (新晋高价值客户) is slightly below the mean.',
    publishedZh: '新晋高价值客户的订阅率略低于均值。',
    check: onSegments(['newHighValue'], (profiles) => {
      const { rows } = profiles.where({ measure: MEASURES.subscribed });
      const own = rows.find(({ segment }) => segment === 'newHighValue');
      const [subscribed, overall] = [own?.mean ?? NaN, own?.overall ?? NaN];
      const overallPublishedWay = total(rows.map((row) => row.meanOfGroups ?? NaN)) / rows.length;
      return judge({
        computed: {
          percent: 100 * subscribed,
          percentOverall: 100 * overall,
          percentPublishedWay: 100 * (own?.meanOfGroups ?? NaN),
          percentOverallPublishedWay: 100 * overallPublishedWay,
        },
        words: subscribed < overall,
        definition: `Subscription rate compared with that of all users. ${BOTH_WAYS}`,
        note: {
          contradicted:
            (own?.meanOfGroups ?? NaN) < overallPublishedWay
              ? 'Of its users {percent} percent subscribe, of all users {percentOverall} percent, so its rate is not lower. It is lower only by the mean of group means ({percentPublishedWay} against {percentOverallPublishedWay}).'
              : 'Of its users {percent} percent subscribe, of all users {percentOverall} percent, so its rate is not lower. By the mean of group means it is not lower either ({percentPublishedWay} against {percentOverallPublishedWay}).',
        },
      });
    }),
  }),
  defineClaim({
    id: 'D-4.3.2-C7',
    section: '4.3.2',
    kind: 'statement',
    published:
      'Low-cost maintain (低成本维系客户) users have not logged in for more than 20 days, yet are described as very active and low-value.',
    publishedZh: '低成本维系客户已超过20天未登录，却被描述为“高活跃、低价值”。',
    check: onSegments(['lowCost'], async (profiles, { summaries }) => {
      const { last_login_days_ago: all } = await summaries();
      const days = meanOf(profiles, 'lowCost', 'loginGap').mean ?? NaN;
      return judge({
        computed: { days, daysOfAll: all.mean, purchases: meanOf(profiles, 'lowCost', 'purchases').mean },
        published: { days: { above: 20 } },
        concludes: days < all.mean,
        definition:
          'Days since the last login; active users would have logged in more recently than the average user.',
        note: {
          unsupported:
            'With a last login {days} days ago on average (all users: {daysOfAll}), they are not very active: they used to buy often, {purchases} times, but have stopped visiting.',
        },
      });
    }),
  }),
  defineClaim({
    id: 'D-4.3.2-C8',
    section: '4.3.2',
    kind: 'statement',
    published: 'Lost (流失客户) users last logged in >21 days ago on average.',
    publishedZh: '流失客户平均超过21天未登录。',
    check: onSegments(['lost'], (profiles) =>
      judge({
        computed: daysOf(profiles, 'lost'),
        published: { days: { above: 21 }, daysPublishedWay: { above: 21 } },
        definition: `Days since the last login. ${BOTH_WAYS}`,
      }),
    ),
  }),
  defineClaim({
    id: 'D-4.3.2-C9',
    section: '4.3.2',
    kind: 'statement',
    published: 'The typical Lost (流失客户) user is a man from Suburban.',
    publishedZh: '典型的流失客户是郊区男性。',
    check: onSegments(['lost'], (profiles) =>
      judge({
        computed: personaOf('', profiles, 'lost'),
        words:
          modeOf(profiles, 'lost', 'gender').value === 'Male' &&
          modeOf(profiles, 'lost', 'region').value === 'Suburban',
        definition: PERSONA,
        note: {
          contradicted:
            'The largest groups are {gender} ({genderPercent} percent) and {location} ({locationPercent} percent). The published combination describes {cellUsers} users, {cellPercent} percent.',
        },
      }),
    ),
  }),
  defineClaim({
    id: 'D-4.3.2-C10',
    section: '4.3.2',
    kind: 'statement',
    published:
      'The typical General new (一般新客户) user is a man who buys apparel; the typical Key win-back (重要唤回客户) and Potential (潜力客户) users are women.',
    publishedZh: '典型的一般新客户是偏好服饰的男性；典型的重要唤回客户和潜力客户是女性。',
    check: onSegments(['generalNew', 'keyWinBack', 'potential'], (profiles) =>
      judge({
        computed: {
          ...personaOf('generalNew_', profiles, 'generalNew'),
          ...personaOf('keyWinBack_', profiles, 'keyWinBack'),
          ...personaOf('potential_', profiles, 'potential'),
        },
        words:
          modeOf(profiles, 'generalNew', 'gender').value === 'Male' &&
          modeOf(profiles, 'generalNew', 'category').value === 'Apparel' &&
          modeOf(profiles, 'keyWinBack', 'gender').value === 'Female' &&
          modeOf(profiles, 'potential', 'gender').value === 'Female',
        definition: PERSONA,
        note: {
          contradicted:
            'The most common category among General new users is {generalNew_category}; most Key win-back users are {keyWinBack_gender} ({keyWinBack_genderPercent} percent), most Potential users {potential_gender} ({potential_genderPercent} percent).',
        },
      }),
    ),
  }),
  defineClaim({
    id: 'D-4.3.2-TXT',
    section: '4.3.2',
    kind: 'rule',
    published: 'A written persona for each of the 8 segments.',
    publishedZh: '为8个分层各写一段用户画像。',
    check: () => implemented({}, 'Personas are generated from the data by rule (personas), notebook 03-rfm.'),
  }),
  defineClaim({
    id: 'D-4.3.2-STRAT',
    section: '4.3.2',
    kind: 'rule',
    published: 'A table of marketing goals and measures for each of the 8 segments.',
    publishedZh: '为8个分层分别列出营销目标和措施的表格。',
    check: (study) =>
      segmentActions(
        study,
        'The catalog of actions by segment (SEGMENT_ACTIONS), each with the values that justify it, in notebook 06-actions: {actions} actions for {groups} segments. Of their {reasons} reasons, {reasonsByDefinition} follow from how the segments are made; of the other {reasonsTested}, {reasonsThatStand} hold in this data.',
      ),
  }),
];
