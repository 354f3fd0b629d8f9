import { portrait, segments } from 'tally';
import { judge } from 'tally/claims';
import { total } from '../../study/total.js';
import { REGIONS, type DouyinFigures } from '../figures.js';
import { HIGH_VALUE, SEGMENTS, type SegmentKey } from '../segments.js';
import { type DouyinClaim, defineClaim } from '../claim.js';
import { associationOf, cellOf, isAssociated, percent, rowUsers, usersOf } from './cross.js';

const OTHERS = (Object.keys(SEGMENTS) as SegmentKey[]).filter((segment) => !HIGH_VALUE.includes(segment));

/** Section 4.6.1: conclusions. */
export const CONCLUSION_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.6.1-40',
    section: '4.6.1',
    kind: 'statement',
    published:
      'The four high-value segments (Key value, New high value, Dormant high value, Key win-back) make up 40% of users.',
    publishedZh: '四类高价值用户（重要价值、新晋高价值、高价值沉睡、重要唤回）占用户的40%。',
    check: async ({ sizes }) => {
      const high = segments.together(await sizes(), HIGH_VALUE);
      return judge({
        computed: { percent: percent(high.share.raw), users: high.users.raw },
        published: { percent: '40' },
        definition:
          'Users in the four segments with a high monetary score / all users. Two of five scores are high, so it is 40 by construction.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.6.1-85',
    section: '4.6.1',
    kind: 'statement',
    published: 'The four high-value segments bring in >85% of revenue.',
    publishedZh: '四类高价值用户贡献超过85%的营收。',
    check: async ({ sizes, regionTable }) => {
      const high = segments.together(await sizes(), HIGH_VALUE);
      const core = (await regionTable()).rows.filter((row) => row.region !== 'Rural');
      return judge({
        computed: {
          percent: percent(high.revenueShare.raw),
          revenue: high.revenue.raw,
          percentOfSuburbanAndUrban: total(core.map((row) => 100 * (row.revenueShare ?? NaN))),
        },
        published: { percent: { above: 85 } },
        definition: 'Revenue of the four segments / all revenue.',
        note: {
          contradicted:
            'They bring in {percent} percent. The share closest to the published one is that of Suburban and Urban, {percentOfSuburbanAndUrban} percent of revenue.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.6.1-60',
    section: '4.6.1',
    kind: 'statement',
    published:
      'The other four segments (General new, Potential, Low-cost maintain, Lost) make up 60% of users.',
    check: async ({ sizes }) => {
      const rest = segments.together(await sizes(), OTHERS);
      return judge({
        computed: {
          percent: percent(rest.share.raw),
          users: rest.users.raw,
          percentOfRevenue: percent(rest.revenueShare.raw),
        },
        published: { percent: '60' },
        definition: 'Users in the other four segments / all users.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.6.1-20.6',
    section: '4.6.1',
    kind: 'statement',
    published: 'Lost (流失客户) makes up 20.6% of users, mostly in Rural.',
    publishedZh: '流失客户占用户的20.6%，主要在农村。',
    check: async ({ sizes, segmentsByRegion }) => {
      const lost = (await sizes()).at({ segment: 'lost' });
      const tab = await segmentsByRegion();
      const of = (region: string) => percent(cellOf(tab, region, 'lost')?.shareOfColumn ?? null) ?? NaN;
      return judge({
        computed: {
          percent: percent(lost.share.raw),
          percentOfLostInRural: of('Rural'),
          percentOfLostInUrban: of('Urban'),
          percentOfLostInSuburban: of('Suburban'),
        },
        published: { percent: '20.6' },
        words: of('Rural') > of('Urban') && of('Rural') > of('Suburban'),
        definition: 'Lost users / all users; the largest group is in Rural.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.6.1-63',
    section: '4.6.1',
    kind: 'statement',
    published: 'Suburban is said to have 63.33% of high-value users.',
    publishedZh: '郊区集中了63.33%的高价值用户。',
    check: async ({ segmentsByRegion }) => {
      const tab = await segmentsByRegion();
      const inSuburban = usersIn(tab, 'Suburban', HIGH_VALUE);
      const everywhere = total(REGIONS.map((region) => usersIn(tab, region, HIGH_VALUE)));
      return judge({
        computed: {
          percentOfHighValueInSuburban: (100 * inSuburban) / everywhere,
          percentOfSuburbanOfHighValue: shareOf(tab, 'Suburban', HIGH_VALUE),
          users: inSuburban,
        },
        published: { percentOfHighValueInSuburban: '63.33' },
        definition: 'High-value users in Suburban / all high-value users.',
        note: {
          contradicted:
            'The percentage is inverted: {percentOfSuburbanOfHighValue} percent of Suburban users are high-value, while {percentOfHighValueInSuburban} percent of high-value users are in Suburban.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.6.1-2930',
    section: '4.6.1',
    kind: 'statement',
    published: 'Suburban has the highest ARPU, 2930 yuan.',
    publishedZh: '郊区的ARPU最高，为2930元。',
    check: async ({ regionTable }) => {
      const table = await regionTable();
      const highest = table.max('perUser').region.raw;
      return judge({
        computed: { suburban: table.at({ region: 'Suburban' }).perUser.raw, highest },
        published: { suburban: '2930' },
        words: highest === 'Suburban',
        definition: 'Revenue / users, in yuan.',
        note: { contradicted: 'It is highest in {highest}, but the figure differs.' },
      });
    },
  }),
  defineClaim({
    id: 'D-4.6.1-URB',
    section: '4.6.1',
    kind: 'statement',
    published: 'In Urban, 42.15% of users are high-value and 28.78% are at risk of churn.',
    publishedZh: '城市用户中高价值用户占42.15%，流失风险用户占28.78%。',
    check: async ({ segmentsByRegion }) => {
      const tab = await segmentsByRegion();
      return judge({
        computed: {
          percentHighValue: shareOf(tab, 'Urban', HIGH_VALUE),
          percentWithoutWinBack: shareOf(tab, 'Urban', ['dormantHighValue', 'newHighValue', 'keyValue']),
          percentAtRisk: shareOf(tab, 'Urban', ['lost', 'lowCost']),
        },
        published: { percentHighValue: '42.15', percentAtRisk: '28.78' },
        definition: 'Share of Urban users in the four high-value segments, as counted for the other regions.',
        note: {
          contradicted:
            'The published figure omits Key win-back ({percentWithoutWinBack} percent); with all four segments, as for the other regions, it is {percentHighValue} percent.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.6.1-RUR',
    section: '4.6.1',
    kind: 'statement',
    published: 'Rural has 30.7% of users, of whom only 2.61% are high-value, and the lowest ARPU, 1242 yuan.',
    publishedZh: '农村用户占30.7%，其中高价值用户仅2.61%，ARPU最低，为1242元。',
    check: async ({ segmentsByRegion, regionTable }) => {
      const tab = await segmentsByRegion();
      const table = await regionTable();
      const rural = table.at({ region: 'Rural' });
      return judge({
        computed: {
          percentOfUsers: percent(rural.share.raw),
          percentHighValue: shareOf(tab, 'Rural', HIGH_VALUE),
          arpu: rural.perUser.raw,
        },
        published: { percentOfUsers: '30.7', percentHighValue: '2.61', arpu: '1242' },
        words: table.min('perUser').region.raw === 'Rural',
        definition: 'Share of Rural users in the four high-value segments; ARPU = revenue / users, in yuan.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.6.1-CAT',
    section: '4.6.1',
    kind: 'statement',
    published:
      'Category preference is said to be closely related to the regional economy: Apparel 23.26% and Health & Beauty 20.35% in Urban; Books 22.35% and Electronics 21.78% in Suburban; Electronics 22.80% and Home & Kitchen 20.52% in Rural.',
    publishedZh:
      '品类偏好与地区经济高度相关：城市服饰23.26%、健康美妆20.35%；郊区图书22.35%、电子产品21.78%；农村电子产品22.80%、家居厨房20.52%。',
    check: async ({ categoriesByRegion }) => {
      const tab = await categoriesByRegion();
      const of = (region: string, category: string) =>
        percent(cellOf(tab, region, category)?.shareOfRow ?? null);
      return judge({
        computed: {
          urbanApparel: of('Urban', 'Apparel'),
          urbanHealthBeauty: of('Urban', 'Health & Beauty'),
          suburbanBooks: of('Suburban', 'Books'),
          suburbanElectronics: of('Suburban', 'Electronics'),
          ruralElectronics: of('Rural', 'Electronics'),
          ruralHomeKitchen: of('Rural', 'Home & Kitchen'),
          ...associationOf(tab),
        },
        published: {
          urbanApparel: '23.26',
          urbanHealthBeauty: '20.35',
          suburbanBooks: '22.35',
          suburbanElectronics: '21.78',
          ruralElectronics: '22.80',
          ruralHomeKitchen: '20.52',
        },
        concludes: isAssociated(tab),
        definition:
          'Share of the users of a region who prefer the category; chi-square test of category by region.',
        note: {
          unsupported:
            'The heading says that preference is closely related to the regional economy. No association with the region is found: chi-square {chiSquare}, p = {p}, V = {cramersV}.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.6.1-BEH',
    section: '4.6.1',
    kind: 'statement',
    published:
      'High-value users like technology, food and books; users at risk of churn have not logged in for >20 days.',
    publishedZh: '高价值用户偏好科技、美食和图书；流失风险用户已超过20天未登录。',
    check: async ({ scored, profiles }) => {
      const interests = await levels(await scored(), 'interests');
      const categories = await levels(await scored(), 'product_category_preference');
      const [twoInterests, firstCategory] = [mostFrequent(interests, 2), mostFrequent(categories, 1)];
      return judge({
        computed: {
          topInterests: twoInterests.join(', '),
          topCategory: firstCategory.join(', '),
          percentTechnology: among(interests, 'high', 'Technology'),
          percentFood: among(interests, 'high', 'Food'),
          percentBooks: among(categories, 'high', 'Books'),
          percentBooksOfOthers: among(categories, 'other', 'Books'),
          pCategory: associationOf(categories).p,
          loginGapLost: (await profiles()).at({ segment: 'lost', measure: 'recency' }).mean.raw,
        },
        published: { loginGapLost: { above: 20 } },
        words:
          twoInterests.includes('Technology') &&
          twoInterests.includes('Food') &&
          firstCategory[0] === 'Books',
        definition: 'The two most frequent interests and the most frequent category among high-value users.',
        note: {
          contradicted:
            'Their most frequent interests are {topInterests}; their most frequent category is {topCategory}. They prefer Books as often as other users do ({percentBooks} and {percentBooksOfOthers} percent).',
        },
      });
    },
  }),
];

const usersIn = (tab: portrait.CrossTab, region: string, of: readonly SegmentKey[]) =>
  total(of.map((segment) => usersOf(tab, region, segment)));

const shareOf = (tab: portrait.CrossTab, region: string, of: readonly SegmentKey[]) =>
  (100 * usersIn(tab, region, of)) / rowUsers(tab, region);

type ScoredUsers = Awaited<ReturnType<DouyinFigures['scored']>>;

/** An attribute of high-value users against that of the others: its values are rows. */
async function levels(scored: ScoredUsers, attribute: 'interests' | 'product_category_preference') {
  const tab = await portrait.crossTab(scored, attribute, 'segment');
  return portrait.gatherColumns(tab, { high: HIGH_VALUE, other: OTHERS });
}

const among = (tab: portrait.CrossTab, level: 'high' | 'other', value: string) =>
  percent(cellOf(tab, value, level)?.shareOfColumn ?? null);

/** The most frequent values among high-value users; ties in table order. */
const mostFrequent = (tab: portrait.CrossTab, n: number) =>
  tab
    .where((cell) => cell.column === 'high' && cell.rowUsers > 0)
    .sort('users', 'descending')
    .head(n)
    .rows.map((cell) => cell.row);
