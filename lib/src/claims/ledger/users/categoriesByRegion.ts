import { cellOf, type CrossTab } from '../../../metrics/crossTab.js';
import { contingency } from '../../../stats/contingency.js';
import { slug } from '../cells.js';
import type { PublishedFigure } from '../figure.js';
import { judge } from '../finding.js';
import { REGIONS, type UserCheck } from './study.js';

type Region = (typeof REGIONS)[number];

const SIGNIFICANT = 0.05;
const AMONG_CATEGORY =
  'Among the users who prefer the category: users of the region / users of the category.';
const AMONG_REGION = 'Among the users of the region: users who prefer the category / users of the region.';
const INDEPENDENT =
  'Over all categories and regions, chi-square gives p = {pAll} and V = {cramersV}: a preference can be read from the shares only where p is small.';

/** Section 4.5.2, third part: product categories and regions. */
export const CATEGORY_REGION_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.5.2.3a-TBL': tableCheck('shareOfColumn', {
    apparel_urban: '36.70',
    books_suburban: '39.39',
    electronics_rural: '33.49',
    health_beauty_urban: '37.63',
    home_kitchen_rural: '33.33',
  }),
  'D-4.5.2.3a-1': categoryCheck(
    'Apparel',
    { Urban: '36.70', Suburban: '32.57', Rural: '30.73' },
    { gap: near(6) },
    'figures',
  ),
  'D-4.5.2.3a-2': categoryCheck(
    'Books',
    { Suburban: '39.39', Urban: '31.82', Rural: '28.79' },
    { smallerGap: near(7), gap: near(10) },
    'preferred',
  ),
  'D-4.5.2.3a-3': categoryCheck(
    'Electronics',
    { Suburban: '36.36', Rural: '33.49', Urban: '30.14' },
    {},
    'even',
  ),
  'D-4.5.2.3a-4': categoryCheck(
    'Health & Beauty',
    { Urban: '37.63', Suburban: '35.48', Rural: '26.88' },
    { gap: near(11) },
    'preferred',
  ),
  'D-4.5.2.3a-5': categoryCheck(
    'Home & Kitchen',
    { Urban: '35.98', Rural: '33.33', Suburban: '30.69' },
    { gap: { below: 5 } },
    'even',
  ),
  'D-4.5.2.3b-TBL': tableCheck('shareOfRow', {
    electronics_rural: '22.80',
    health_beauty_rural: '16.29',
    books_suburban: '22.35',
    apparel_urban: '23.26',
    books_urban: '18.31',
  }),
  'D-4.5.2.3b-R': regionCheck(
    'Rural',
    {
      Electronics: '22.80',
      Apparel: '21.82',
      'Home & Kitchen': '20.52',
      Books: '18.57',
      'Health & Beauty': '16.29',
    },
    { gap: '6.51' },
  ),
  'D-4.5.2.3b-S': regionCheck('Suburban', {
    Books: '22.35',
    Electronics: '21.78',
    Apparel: '20.34',
    'Health & Beauty': '18.91',
    'Home & Kitchen': '16.62',
  }),
  'D-4.5.2.3b-U': regionCheck('Urban', {
    Apparel: '23.26',
    'Health & Beauty': '20.35',
    'Home & Kitchen': '19.77',
    Books: '18.31',
    Electronics: '18.31',
  }),
  'D-4.5.2.3-TXT': async ({ categoriesByRegion }) => {
    const tab = await categoriesByRegion();
    return judge({
      computed: associationOf(tab),
      concludes: isAssociated(tab),
      definition: 'Chi-square of category by region over all users.',
      note: {
        unsupported:
          'What is advised for each region rests on a preference that the data do not show (p = {pAll}, V = {cramersV}).',
      },
    });
  },
};

/** Published to whole points, cut or rounded. */
function near(value: number): PublishedFigure {
  return { about: value, within: 1 };
}

function tableCheck(
  share: 'shareOfRow' | 'shareOfColumn',
  published: Readonly<Record<string, string>>,
): UserCheck {
  return async ({ categoriesByRegion }) => {
    const tab = await categoriesByRegion();
    const values = tab.cells.map((cell) => [`${slug(cell.column)}_${slug(cell.row)}`, percent(cell[share])]);
    return judge({
      computed: { ...(Object.fromEntries(values) as Record<string, number | null>), ...associationOf(tab) },
      published,
      definition: `${share === 'shareOfRow' ? AMONG_REGION : AMONG_CATEGORY} The picture is judged by the cells that the text quotes.`,
    });
  };
}

/** One category over the regions; a preference read from it needs a difference from the others, evenness none. */
function categoryCheck(
  category: string,
  figures: Readonly<Record<Region, string>>,
  gaps: Readonly<Record<string, PublishedFigure>>,
  reading: 'figures' | 'preferred' | 'even',
): UserCheck {
  return async ({ categoriesByRegion }) => {
    const tab = await categoriesByRegion();
    const own = REGIONS.map((region) => cellOf(tab, region, category)?.users ?? 0);
    const others = REGIONS.map((region, index) => regionTotal(tab, region) - (own[index] ?? 0));
    const p = contingency([own, others]).association?.p ?? null;
    const shares = REGIONS.map((region) => percent(cellOf(tab, region, category)?.shareOfColumn ?? null));
    const [first = NaN, second = NaN, last = NaN] = shares.map((value) => value ?? NaN).sort((a, b) => b - a);
    const differs = p !== null && p < SIGNIFICANT;
    return judge({
      computed: {
        ...Object.fromEntries(REGIONS.map((region, index) => [region, shares[index] ?? null])),
        gap: first - last,
        smallerGap: first - second,
        p,
        ...associationOf(tab),
      },
      published: { ...figures, ...gaps },
      concludes: reading === 'figures' || (reading === 'even' ? !differs : differs && isAssociated(tab)),
      definition: `${AMONG_CATEGORY} p: chi-square of the category against all others by region; pAll: of all categories.`,
      note: INDEPENDENT,
    });
  };
}

/** One region over the categories, in the published order. */
function regionCheck(
  region: Region,
  figures: Readonly<Record<string, string>>,
  gaps: Readonly<Record<string, PublishedFigure>> = {},
): UserCheck {
  return async ({ categoriesByRegion }) => {
    const tab = await categoriesByRegion();
    const cells = tab.cells.filter((cell) => cell.row === region);
    const shares = cells.map((cell) => percent(cell.shareOfRow) ?? NaN);
    const published = Object.entries(figures).map(([category, figure]) => [slug(category), figure]);
    return judge({
      computed: {
        ...Object.fromEntries(Object.keys(figures).map((category) => [slug(category), null])),
        ...Object.fromEntries(cells.map((cell) => [slug(cell.column), percent(cell.shareOfRow)])),
        gap: Math.max(...shares) - Math.min(...shares),
        ...associationOf(tab),
      },
      published: { ...(Object.fromEntries(published) as Record<string, string>), ...gaps },
      definition: AMONG_REGION,
      note: INDEPENDENT,
    });
  };
}

const percent = (value: number | null) => (value === null ? null : 100 * value);

const regionTotal = (tab: CrossTab, region: Region) =>
  tab.cells.filter((cell) => cell.row === region).reduce((sum, cell) => sum + cell.users, 0);

const isAssociated = (tab: CrossTab) => (tab.association?.p ?? 1) < SIGNIFICANT;

const associationOf = (tab: CrossTab) => ({ pAll: tab.association?.p, cramersV: tab.association?.cramersV });
