import { cellOf, type CrossTab } from '../../../metrics/crossTab.js';
import {
  HIGH_VALUE_SEGMENTS,
  RFM_SEGMENT_KEYS,
  RFM_SEGMENTS,
  type RfmSegment,
} from '../../../metrics/rfm/segments.js';
import { contingency } from '../../../stats/contingency.js';
import type { PublishedFigure } from '../figure.js';
import { implemented, judge, untestable } from '../finding.js';
import { regionActions } from './actions.js';
import { REGIONS, type UserCheck } from './study.js';

type Region = (typeof REGIONS)[number];

const SIGNIFICANT = 0.05;
const AMONG_REGION = 'Among the users of the region: users of the segment / users of the region.';
const AMONG_SEGMENT = 'Among the users of the segment: users of the region / users of the segment.';

/** Section 4.5.2, first two parts: segments within regions and regions within segments. */
export const SEGMENT_REGION_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.5.2.1-TBL': async ({ segmentsByRegion }) => {
    const tab = await segmentsByRegion();
    const computed = Object.fromEntries(
      tab.cells.map(({ row, column, shareOfRow }) => [`${row.toLowerCase()}_${column}`, percent(shareOfRow)]),
    );
    return judge({
      computed: { ...computed, p: tab.association?.p, cramersV: tab.association?.cramersV },
      published: {
        rural_lost: '33.22',
        rural_lowCost: '24.76',
        rural_generalNew: '22.15',
        suburban_dormantHighValue: '24.93',
        suburban_lost: '13.18',
        urban_dormantHighValue: '22.67',
        urban_lowCost: '11.92',
      },
      definition: `${AMONG_REGION} The picture is judged by the cells that the text quotes.`,
    });
  },
  'D-4.5.2.1-R1': shareOfRegion('Rural', { lost: '33.22', lowCost: '24.76', generalNew: '22.15' }, '80.13'),
  'D-4.5.2.1-R2': shareOfRegion(
    'Rural',
    { keyValue: '0.98', dormantHighValue: '0.65', keyWinBack: '0.65', newHighValue: '0.33' },
    '2.61',
  ),
  'D-4.5.2.1-S1': shareOfRegion(
    'Suburban',
    { dormantHighValue: '24.93', keyWinBack: '14.90', newHighValue: '14.04', keyValue: '9.46' },
    '63.33',
  ),
  'D-4.5.2.1-S2': shareOfRegion('Suburban', { lost: '13.18' }),
  'D-4.5.2.1-U1': async ({ segmentsByRegion }) => {
    const tab = await segmentsByRegion();
    const three = (['dormantHighValue', 'newHighValue', 'keyValue'] as const).map((segment) =>
      share(tab, 'Urban', segment),
    );
    const four = HIGH_VALUE_SEGMENTS.map((segment) => share(tab, 'Urban', segment));
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
      definition: `${AMONG_REGION} Three of the four high-value segments: key win-back is left out, which Suburban's figure has in it.`,
      onlyAsDefined: true,
      note: {
        'confirmed-as-defined': 'With key win-back, as counted for Suburban, it is {allFour} percent.',
      },
    });
  },
  'D-4.5.2.1-U2': shareOfRegion('Urban', { lost: '16.86', lowCost: '11.92' }, '28.78'),
  'D-4.5.2.1-STRAT': (study) =>
    regionActions(
      study,
      'What each region is for shows in its actions (REGION_ACTIONS), notebook 06-actions: protect revenue, keep high spenders, enlarge orders. {reasonsThatStand} of their {reasons} reasons stand in this data.',
    ),
  'D-4.5.2.2-TBL': async ({ segmentsByRegion }) => {
    const tab = await segmentsByRegion();
    const computed = Object.fromEntries(
      tab.cells.map(({ row, column, shareOfColumn }) => [
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
      definition: `${AMONG_SEGMENT} The picture is judged by the cells that the text quotes.`,
    });
  },
  'D-4.5.2.2-1': regionsOfSegment('generalNew', { Rural: '51.52', Urban: '28.79', Suburban: '19.70' }),
  'D-4.5.2.2-2': regionsOfSegment('lowCost', { Rural: '51.70', Urban: '27.89', Suburban: '20.41' }),
  'D-4.5.2.2-3': regionsOfSegment('newHighValue', { Suburban: '51.58', Urban: '47.37', Rural: '1.05' }),
  'D-4.5.2.2-4': regionsOfSegment('lost', { Rural: '49.51', Urban: '28.16', Suburban: '22.33' }),
  'D-4.5.2.2-5': regionsOfSegment('potential', { Rural: '46.09', Urban: '31.30', Suburban: '22.61' }, 'even'),
  'D-4.5.2.2-6': regionsOfSegment('keyValue', { Suburban: '56.90', Urban: '37.93', Rural: '5.17' }),
  'D-4.5.2.2-7': regionsOfSegment('keyWinBack', { Suburban: '65.00', Urban: '32.50', Rural: '2.50' }),
  'D-4.5.2.2-8': regionsOfSegment('dormantHighValue', { Suburban: '52.10', Urban: '46.71', Rural: '1.20' }),
  'D-4.5.2.2-KEY': () =>
    implemented(
      {},
      'Findings on segments and regions are in notebook 05-regions; the suggestions are the actions by segment (SEGMENT_ACTIONS) of 06-actions, with priorities for every segment in every region.',
    ),
};

type Figures<K extends string> = Readonly<Partial<Record<K, string>>>;

/** A published sum of rounded shares: each of them may be off by half a unit of the last digit. */
const sumOfRounded = (sum: string, terms: number): PublishedFigure => ({
  about: Number(sum),
  within: 0.005 * terms,
});

/** Shares of segments within a region, and their sum where one is published. */
function shareOfRegion(region: Region, figures: Figures<RfmSegment>, published?: string): UserCheck {
  const segments = RFM_SEGMENT_KEYS.filter((segment) => segment in figures);
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
  segment: RfmSegment,
  figures: Readonly<Record<Region, string>>,
  words?: 'even',
): UserCheck {
  return async ({ segmentsByRegion }) => {
    const tab = await segmentsByRegion();
    const own = REGIONS.map((region) => cellOf(tab, region, segment));
    if (own.every((cell) => (cell?.users ?? 0) === 0)) {
      return untestable({}, `Nobody is in ${RFM_SEGMENTS[segment].en}: it takes users there.`);
    }
    const rest = REGIONS.map((region) => rowTotal(tab, region) - (cellOf(tab, region, segment)?.users ?? 0));
    const test = contingency([own.map((cell) => cell?.users ?? 0), rest]).association;
    return judge({
      computed: {
        ...Object.fromEntries(
          REGIONS.map((region, index) => [region, percent(own[index]?.shareOfColumn ?? null)]),
        ),
        pAgainstOtherSegments: test?.p,
      },
      published: figures,
      concludes: words === undefined || (test?.p ?? 1) >= SIGNIFICANT,
      definition: `${AMONG_SEGMENT} p: chi-square of the segment against all others by region.`,
      note: {
        unsupported:
          'Not even: its regions differ from those of the other segments (p = {pAgainstOtherSegments}).',
      },
    });
  };
}

const percent = (value: number | null) => (value === null ? null : 100 * value);
const share = (tab: CrossTab, region: Region, segment: RfmSegment) =>
  percent(cellOf(tab, region, segment)?.shareOfRow ?? null);
const total = (shares: readonly (number | null)[]) =>
  shares.reduce<number>((sum, value) => sum + (value ?? NaN), 0);
const rowTotal = (tab: CrossTab, region: Region) =>
  tab.cells.filter((cell) => cell.row === region).reduce((sum, cell) => sum + cell.users, 0);
