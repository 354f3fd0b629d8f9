import { stats, type portrait } from 'tally';
import { type PublishedFigure, implemented, judge, untestable } from 'tally/claims';
import type { RegionKey } from '../advice/regions.js';
import { REGIONS, type DouyinCheck } from '../figures.js';
import { HIGH_VALUE, SEGMENTS, type SegmentKey } from '../segments.js';
import { regionActions } from './actions.js';
import { type DouyinClaim, defineClaim } from '../claim.js';
import { associationOf, cellOf, percent, rowUsers, SIGNIFICANT, usersOf } from './cross.js';

const AMONG_REGION = 'Among the users of the region: users of the segment / users of the region.';
const AMONG_SEGMENT = 'Among the users of the segment: users of the region / users of the segment.';

/** Section 4.5.2, first two parts: segments within regions and regions within segments. */
export const SEGMENT_REGION_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.5.2.1-TBL',
    section: '4.5.2',
    kind: 'figure-or-table',
    published:
      'Users and share of each segment within each region, in a 24-row table, published as an image.',
    check: async ({ segmentsByRegion }) => {
      const tab = await segmentsByRegion();
      const computed = Object.fromEntries(
        tab.rows.map(({ row, column, shareOfRow }) => [
          `${row.toLowerCase()}_${column}`,
          percent(shareOfRow),
        ]),
      );
      const { p, cramersV } = associationOf(tab);
      return judge({
        computed: { ...computed, p, cramersV },
        published: {
          rural_lost: '33.22',
          rural_lowCost: '24.76',
          rural_generalNew: '22.15',
          suburban_dormantHighValue: '24.93',
          suburban_lost: '13.18',
          urban_dormantHighValue: '22.67',
          urban_lowCost: '11.92',
        },
        definition: `${AMONG_REGION} The image is judged by the cells quoted in the text.`,
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.2.1-R1',
    section: '4.5.2',
    kind: 'statement',
    published: 'Rural: Lost 33.22%, Low-cost maintain 24.76% and General new 22.15% add up to 80.13%.',
    check: shareOfRegion('Rural', { lost: '33.22', lowCost: '24.76', generalNew: '22.15' }, '80.13'),
  }),
  defineClaim({
    id: 'D-4.5.2.1-R2',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Rural: Key value 0.98%, Dormant high value 0.65%, Key win-back 0.65% and New high value 0.33% add up to 2.61%.',
    check: shareOfRegion(
      'Rural',
      { keyValue: '0.98', dormantHighValue: '0.65', keyWinBack: '0.65', newHighValue: '0.33' },
      '2.61',
    ),
  }),
  defineClaim({
    id: 'D-4.5.2.1-S1',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Suburban: Dormant high value 24.93%, Key win-back 14.90%, New high value 14.04% and Key value 9.46% add up to 63.33%.',
    check: shareOfRegion(
      'Suburban',
      { dormantHighValue: '24.93', keyWinBack: '14.90', newHighValue: '14.04', keyValue: '9.46' },
      '63.33',
    ),
  }),
  defineClaim({
    id: 'D-4.5.2.1-S2',
    section: '4.5.2',
    kind: 'statement',
    published: 'Suburban: Lost makes up 13.18% of users.',
    check: shareOfRegion('Suburban', { lost: '13.18' }),
  }),
  defineClaim({
    id: 'D-4.5.2.1-U1',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Urban: Dormant high value 22.67% + New high value 13.08% + Key value 6.40% = 42.15% high-value.',
    check: async ({ segmentsByRegion }) => {
      const tab = await segmentsByRegion();
      const three = (['dormantHighValue', 'newHighValue', 'keyValue'] as const).map((segment) =>
        share(tab, 'Urban', segment),
      );
      const four = HIGH_VALUE.map((segment) => share(tab, 'Urban', segment));
      return judge({
        computed: {
          dormantHighValue: three[0],
          newHighValue: three[1],
          keyValue: three[2],
          sum: total(three),
          keyWinBack: share(tab, 'Urban', 'keyWinBack'),
          allFour: total(four),
        },
        published: { dormantHighValue: '22.67', newHighValue: '13.08', keyValue: '6.40', sum: '42.15' },
        definition: `${AMONG_REGION} Three of the four high-value segments: Key win-back is omitted here but included in Suburban's figure.`,
        onlyAsDefined: true,
        note: {
          'confirmed-as-defined': 'With Key win-back, as counted for Suburban, it is {allFour} percent.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.2.1-U2',
    section: '4.5.2',
    kind: 'statement',
    published: 'Urban: Lost 16.86% + Low-cost maintain 11.92% = 28.78% at risk.',
    check: shareOfRegion('Urban', { lost: '16.86', lowCost: '11.92' }, '28.78'),
  }),
  defineClaim({
    id: 'D-4.5.2.1-STRAT',
    section: '4.5.2',
    kind: 'rule',
    published:
      'Each region is assigned a role: Suburban is the brand core, Urban the growth area, Rural the traffic base.',
    check: (study) =>
      regionActions(
        study,
        'The role of each region is reflected in its actions (REGION_ACTIONS), notebook 06-actions: protect revenue, keep high spenders, increase order value. {reasonsThatStand} of their {reasons} reasons hold in this data.',
      ),
  }),
  defineClaim({
    id: 'D-4.5.2.2-TBL',
    section: '4.5.2',
    kind: 'figure-or-table',
    published:
      'Users and share of each region within each segment, in a 24-row table, published as an image.',
    check: async ({ segmentsByRegion }) => {
      const tab = await segmentsByRegion();
      const computed = Object.fromEntries(
        tab.rows.map(({ row, column, shareOfColumn }) => [
          `${column}_${row.toLowerCase()}`,
          percent(shareOfColumn),
        ]),
      );
      return judge({
        computed,
        published: {
          generalNew_rural: '51.52',
          newHighValue_suburban: '51.58',
          lost_rural: '49.51',
          keyWinBack_suburban: '65.00',
        },
        definition: `${AMONG_SEGMENT} The image is judged by the cells quoted in the text.`,
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.2.2-1',
    section: '4.5.2',
    kind: 'statement',
    published: 'General new (一般新客户): Rural 51.52%, Urban 28.79%, Suburban 19.70%.',
    check: regionsOfSegment('generalNew', { Rural: '51.52', Urban: '28.79', Suburban: '19.70' }),
  }),
  defineClaim({
    id: 'D-4.5.2.2-2',
    section: '4.5.2',
    kind: 'statement',
    published: 'Low-cost maintain (低成本维系客户): Rural 51.70%, Urban 27.89%, Suburban 20.41%.',
    check: regionsOfSegment('lowCost', { Rural: '51.70', Urban: '27.89', Suburban: '20.41' }),
  }),
  defineClaim({
    id: 'D-4.5.2.2-3',
    section: '4.5.2',
    kind: 'statement',
    published: 'New high value (新晋高价值客户): Suburban 51.58%, Urban 47.37%, Rural 1.05%.',
    check: regionsOfSegment('newHighValue', { Suburban: '51.58', Urban: '47.37', Rural: '1.05' }),
  }),
  defineClaim({
    id: 'D-4.5.2.2-4',
    section: '4.5.2',
    kind: 'statement',
    published: 'Lost (流失客户): Rural 49.51%, Urban 28.16%, Suburban 22.33%.',
    check: regionsOfSegment('lost', { Rural: '49.51', Urban: '28.16', Suburban: '22.33' }),
  }),
  defineClaim({
    id: 'D-4.5.2.2-5',
    section: '4.5.2',
    kind: 'statement',
    published: 'Potential (潜力客户): Rural 46.09%, Urban 31.30%, Suburban 22.61%, described as fairly even.',
    publishedZh: '潜力客户：农村46.09%，城市31.30%，郊区22.61%，被描述为分布较为均衡。',
    check: regionsOfSegment('potential', { Rural: '46.09', Urban: '31.30', Suburban: '22.61' }, 'even'),
  }),
  defineClaim({
    id: 'D-4.5.2.2-6',
    section: '4.5.2',
    kind: 'statement',
    published: 'Key value (重要价值客户): Suburban 56.90%, Urban 37.93%, Rural 5.17%.',
    check: regionsOfSegment('keyValue', { Suburban: '56.90', Urban: '37.93', Rural: '5.17' }),
  }),
  defineClaim({
    id: 'D-4.5.2.2-7',
    section: '4.5.2',
    kind: 'statement',
    published: 'Key win-back (重要唤回客户): Suburban 65.00%, Urban 32.50%, Rural 2.50%.',
    check: regionsOfSegment('keyWinBack', { Suburban: '65.00', Urban: '32.50', Rural: '2.50' }),
  }),
  defineClaim({
    id: 'D-4.5.2.2-8',
    section: '4.5.2',
    kind: 'statement',
    published: 'Dormant high value (高价值沉睡客户): Suburban 52.10%, Urban 46.71%, Rural 1.20%.',
    check: regionsOfSegment('dormantHighValue', { Suburban: '52.10', Urban: '46.71', Rural: '1.20' }),
  }),
  defineClaim({
    id: 'D-4.5.2.2-KEY',
    section: '4.5.2',
    kind: 'rule',
    published:
      '4 key findings on segments and regions (value rises from Rural to Urban to Suburban), and 8 suggestions, one for each segment.',
    check: () =>
      implemented(
        {},
        'Findings on segments and regions are in notebook 05-regions; suggestions are the actions by segment (SEGMENT_ACTIONS) in 06-actions, with priorities for every segment in every region.',
      ),
  }),
];

type Figures<K extends string> = Readonly<Partial<Record<K, string>>>;

/** A published sum of rounded shares: each of them may be off by half a unit of the last digit. */
const sumOfRounded = (sum: string, terms: number): PublishedFigure => ({
  about: Number(sum),
  within: 0.005 * terms,
});

/** Shares of segments within a region, and their sum where one is published. */
function shareOfRegion(region: RegionKey, figures: Figures<SegmentKey>, published?: string): DouyinCheck {
  const segments = (Object.keys(SEGMENTS) as SegmentKey[]).filter((segment) => segment in figures);
  return async ({ segmentsByRegion }) => {
    const tab = await segmentsByRegion();
    const shares = segments.map((segment) => [segment, share(tab, region, segment)] as const);
    return judge({
      computed: { ...Object.fromEntries(shares), sum: total(shares.map(([, value]) => value)) },
      published: {
        ...figures,
        ...(published !== undefined && { sum: sumOfRounded(published, segments.length) }),
      },
      definition: AMONG_REGION,
    });
  };
}

/** Shares of regions within a segment; `even` where the words call them so, which a test against the others judges. */
function regionsOfSegment(
  segment: SegmentKey,
  figures: Readonly<Record<RegionKey, string>>,
  words?: 'even',
): DouyinCheck {
  return async ({ segmentsByRegion }) => {
    const tab = await segmentsByRegion();
    const own = REGIONS.map((region) => usersOf(tab, region, segment));
    if (own.every((users) => users === 0)) {
      return untestable({}, `Nobody is in ${SEGMENTS[segment].label.en}; the claim cannot be tested.`);
    }
    const rest = REGIONS.map((region, index) => rowUsers(tab, region) - (own[index] ?? 0));
    const test = stats.contingency([own, rest]).association;
    return judge({
      computed: {
        ...Object.fromEntries(
          REGIONS.map((region) => [region, percent(cellOf(tab, region, segment)?.shareOfColumn ?? null)]),
        ),
        pAgainstOtherSegments: test?.p,
      },
      published: figures,
      concludes: words === undefined || (test?.p ?? 1) >= SIGNIFICANT,
      definition: `${AMONG_SEGMENT} p: chi-square test of the segment against all others by region.`,
      note: {
        unsupported:
          'Not even: its distribution over regions differs from that of the other segments (p = {pAgainstOtherSegments}).',
      },
    });
  };
}

const share = (tab: portrait.CrossTab, region: RegionKey, segment: SegmentKey) =>
  percent(cellOf(tab, region, segment)?.shareOfRow ?? null);
const total = (shares: readonly (number | null)[]) =>
  shares.reduce<number>((sum, value) => sum + (value ?? NaN), 0);
