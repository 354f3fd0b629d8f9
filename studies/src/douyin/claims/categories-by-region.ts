import { stats, type portrait } from 'tally';
import { type PublishedFigure, judge } from 'tally/claims';
import { slug } from '../../study/cells.js';
import type { RegionKey } from '../advice/regions.js';
import { REGIONS, type DouyinCheck } from '../figures.js';
import { type DouyinClaim, defineClaim } from '../claim.js';
import {
  associationOf,
  cellOf,
  heldCells,
  isAssociated,
  percent,
  rowUsers,
  SIGNIFICANT,
  usersOf,
} from './cross.js';

const AMONG_CATEGORY =
  'Among the users who prefer the category: users of the region / users of the category.';
const AMONG_REGION = 'Among the users of the region: users who prefer the category / users of the region.';
const INDEPENDENT =
  'Over all categories and regions, chi-square gives p = {pAll} and V = {cramersV}: the shares indicate a preference only if p is small.';

/** Section 4.5.2, third part: product categories and regions. */
export const CATEGORY_REGION_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.5.2.3a-TBL',
    section: '4.5.2',
    kind: 'figure-or-table',
    published: 'Users and share of each region within each product category, published as an image.',
    check: tableCheck('shareOfColumn', {
      apparel_urban: '36.70',
      books_suburban: '39.39',
      electronics_rural: '33.49',
      health_beauty_urban: '37.63',
      home_kitchen_rural: '33.33',
    }),
  }),
  defineClaim({
    id: 'D-4.5.2.3a-1',
    section: '4.5.2',
    kind: 'statement',
    published: 'Apparel: Urban 36.70%, Suburban 32.57%, Rural 30.73%, a gap of about 6 points.',
    check: categoryCheck(
      'Apparel',
      { Urban: '36.70', Suburban: '32.57', Rural: '30.73' },
      { gap: near(6) },
      'figures',
    ),
  }),
  defineClaim({
    id: 'D-4.5.2.3a-2',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Books: Suburban 39.39%, Urban 31.82%, Rural 28.79%; Suburban is said to be significantly ahead, by 7-10 points.',
    check: categoryCheck(
      'Books',
      { Suburban: '39.39', Urban: '31.82', Rural: '28.79' },
      { smallerGap: near(7), gap: near(10) },
      'preferred',
    ),
  }),
  defineClaim({
    id: 'D-4.5.2.3a-3',
    section: '4.5.2',
    kind: 'statement',
    published: 'Electronics: Suburban 36.36%, Rural 33.49%, Urban 30.14%.',
    check: categoryCheck('Electronics', { Suburban: '36.36', Rural: '33.49', Urban: '30.14' }, {}, 'even'),
  }),
  defineClaim({
    id: 'D-4.5.2.3a-4',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Health & Beauty: Urban 37.63%, Suburban 35.48%, Rural 26.88%; Urban is said to be almost 11 points above Rural and to care most about appearance.',
    check: categoryCheck(
      'Health & Beauty',
      { Urban: '37.63', Suburban: '35.48', Rural: '26.88' },
      { gap: near(11) },
      'preferred',
    ),
  }),
  defineClaim({
    id: 'D-4.5.2.3a-5',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Home & Kitchen: Urban 35.98%, Rural 33.33%, Suburban 30.69%; the regions are said to differ by at most 5 points.',
    check: categoryCheck(
      'Home & Kitchen',
      { Urban: '35.98', Rural: '33.33', Suburban: '30.69' },
      { gap: { below: 5 } },
      'even',
    ),
  }),
  defineClaim({
    id: 'D-4.5.2.3b-TBL',
    section: '4.5.2',
    kind: 'figure-or-table',
    published: 'Users and share of each product category within each region, published as an image.',
    check: tableCheck('shareOfRow', {
      electronics_rural: '22.80',
      health_beauty_rural: '16.29',
      books_suburban: '22.35',
      apparel_urban: '23.26',
      books_urban: '18.31',
    }),
  }),
  defineClaim({
    id: 'D-4.5.2.3b-R',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Rural: Electronics 22.80%, Apparel 21.82%, Home & Kitchen 20.52%, Books 18.57%, Health & Beauty 16.29%; the highest and lowest differ by 6.51 points.',
    check: regionCheck(
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
  }),
  defineClaim({
    id: 'D-4.5.2.3b-S',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Suburban: Books 22.35%, Electronics 21.78%, Apparel 20.34%, Health & Beauty 18.91%, Home & Kitchen 16.62%.',
    check: regionCheck('Suburban', {
      Books: '22.35',
      Electronics: '21.78',
      Apparel: '20.34',
      'Health & Beauty': '18.91',
      'Home & Kitchen': '16.62',
    }),
  }),
  defineClaim({
    id: 'D-4.5.2.3b-U',
    section: '4.5.2',
    kind: 'statement',
    published:
      'Urban: Apparel 23.26%, Health & Beauty 20.35%, Home & Kitchen 19.77%, Books 18.31% = Electronics 18.31%.',
    check: regionCheck('Urban', {
      Apparel: '23.26',
      'Health & Beauty': '20.35',
      'Home & Kitchen': '19.77',
      Books: '18.31',
      Electronics: '18.31',
    }),
  }),
  defineClaim({
    id: 'D-4.5.2.3-TXT',
    section: '4.5.2',
    kind: 'rule',
    published: 'Insights for each of 5 categories and 3 regions, with 2 summaries and 2 lists of strategies.',
    publishedZh: '对5个品类、3个地区分别给出洞察，另有2段总结和2组策略。',
    check: async ({ categoriesByRegion }) => {
      const tab = await categoriesByRegion();
      return judge({
        computed: wholeOf(tab),
        concludes: isAssociated(tab),
        definition: 'Chi-square test of category by region over all users.',
        note: {
          unsupported:
            'The advice for each region rests on a preference that the data do not show (p = {pAll}, V = {cramersV}).',
        },
      });
    },
  }),
];

/** Published in whole points, truncated or rounded. */
function near(value: number): PublishedFigure {
  return { about: value, within: 1 };
}

function tableCheck(
  share: 'shareOfRow' | 'shareOfColumn',
  published: Readonly<Record<string, string>>,
): DouyinCheck {
  return async ({ categoriesByRegion }) => {
    const tab = await categoriesByRegion();
    const values = heldCells(tab).map((cell) => [
      `${slug(cell.column)}_${slug(cell.row)}`,
      percent(cell[share]),
    ]);
    return judge({
      computed: { ...(Object.fromEntries(values) as Record<string, number | null>), ...wholeOf(tab) },
      published,
      definition: `${share === 'shareOfRow' ? AMONG_REGION : AMONG_CATEGORY} The image is judged by the cells quoted in the text.`,
    });
  };
}

/** One category over the regions; a claimed preference requires a difference from the others, evenness requires none. */
function categoryCheck(
  category: string,
  figures: Readonly<Record<RegionKey, string>>,
  gaps: Readonly<Record<string, PublishedFigure>>,
  reading: 'figures' | 'preferred' | 'even',
): DouyinCheck {
  return async ({ categoriesByRegion }) => {
    const tab = await categoriesByRegion();
    const own = REGIONS.map((region) => usersOf(tab, region, category));
    const others = REGIONS.map((region, index) => rowUsers(tab, region) - (own[index] ?? 0));
    const p = stats.contingency([own, others]).association?.p ?? null;
    const shares = REGIONS.map((region) => percent(cellOf(tab, region, category)?.shareOfColumn ?? null));
    const [first = NaN, second = NaN, last = NaN] = shares.map((value) => value ?? NaN).sort((a, b) => b - a);
    const differs = p !== null && p < SIGNIFICANT;
    return judge({
      computed: {
        ...Object.fromEntries(REGIONS.map((region, index) => [region, shares[index] ?? null])),
        gap: first - last,
        smallerGap: first - second,
        p,
        ...wholeOf(tab),
      },
      published: { ...figures, ...gaps },
      concludes: reading === 'figures' || (reading === 'even' ? !differs : differs && isAssociated(tab)),
      definition: `${AMONG_CATEGORY} p: chi-square test of the category against all others by region; pAll: of all categories by region.`,
      note: INDEPENDENT,
    });
  };
}

/** One region over the categories, in the published order. */
function regionCheck(
  region: RegionKey,
  figures: Readonly<Record<string, string>>,
  gaps: Readonly<Record<string, PublishedFigure>> = {},
): DouyinCheck {
  return async ({ categoriesByRegion }) => {
    const tab = await categoriesByRegion();
    const cells = heldCells(tab).filter((cell) => cell.row === region);
    const shares = cells.map((cell) => percent(cell.shareOfRow) ?? NaN);
    const published = Object.entries(figures).map(([category, figure]) => [slug(category), figure]);
    return judge({
      computed: {
        ...Object.fromEntries(Object.keys(figures).map((category) => [slug(category), null])),
        ...Object.fromEntries(cells.map((cell) => [slug(cell.column), percent(cell.shareOfRow)])),
        gap: Math.max(...shares) - Math.min(...shares),
        ...wholeOf(tab),
      },
      published: { ...(Object.fromEntries(published) as Record<string, string>), ...gaps },
      definition: AMONG_REGION,
      note: INDEPENDENT,
    });
  };
}

/** The test over all categories, under names that do not clash with those of one category. */
function wholeOf(tab: portrait.CrossTab) {
  const { p, cramersV } = associationOf(tab);
  return { pAll: p, cramersV };
}
