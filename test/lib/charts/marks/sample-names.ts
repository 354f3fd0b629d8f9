/** Names, colors and sizes that the results of `samples.ts` share. */
import { column, RFM_SEGMENTS, type Category } from 'tally';

const COLORS = ['#0072b2', '#d55e00', '#009e73', '#84003c', '#8484fc', '#600c6c', '#483c00', '#785478'];

export const names = (labels: Readonly<Record<string, readonly [en: string, zh: string]>>) =>
  Object.fromEntries(Object.entries(labels).map(([key, [en, zh]]) => [key, { label: { en, zh } }]));

export const label = (en: string, zh: string) => ({ en, zh });

export const SIZES = {
  keyValue: 58,
  keyDevelop: 80,
  keyRetain: 95,
  keyWinBack: 167,
  generalValue: 115,
  generalDevelop: 132,
  generalRetain: 147,
  generalWinBack: 206,
};

type SegmentName = keyof typeof SIZES;

const SEGMENTS = Object.fromEntries(
  Object.entries(RFM_SEGMENTS).map(([key, { label: text }], index) => [
    key,
    { label: text, color: COLORS[index] },
  ]),
) as Readonly<Record<SegmentName, Category>>;

export const REGIONS = names({
  rural: ['Rural', '农村'],
  suburban: ['Suburban', '郊区'],
  urban: ['Urban', '城市'],
});

export const segmentKeys = Object.keys(SIZES) as SegmentName[];

export const segment = column.category('segment', SEGMENTS);

export const region = column.category(label('Region', '地区'), REGIONS);

/** Twelve regions with names as long as German ones are. */
export const LAENDER = [
  'Baden-Württemberg',
  'Bayern',
  'Berlin',
  'Brandenburg',
  'Hessen',
  'Mecklenburg-Vorpommern',
  'Niedersachsen',
  'Nordrhein-Westfalen',
  'Rheinland-Pfalz',
  'Sachsen-Anhalt',
  'Schleswig-Holstein',
  'Thüringen',
];
