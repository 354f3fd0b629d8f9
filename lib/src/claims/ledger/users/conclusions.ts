import { join, literal, sql } from '../../../engine/sql.js';
import { cellOf, crossTab, type CrossTab } from '../../../metrics/crossTab.js';
import { HIGH_VALUE_SEGMENTS, RFM_SEGMENT_KEYS, type RfmSegment } from '../../../metrics/rfm/segments.js';
import { together } from '../../../metrics/rfm/sizes.js';
import { judge } from '../finding.js';
import { REGIONS, type UserCheck } from './study.js';

const SIGNIFICANT = 0.05;
const OTHERS = RFM_SEGMENT_KEYS.filter((segment) => !HIGH_VALUE_SEGMENTS.includes(segment));

/** Section 4.6.1: conclusions. */
export const CONCLUSION_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.6.1-40': async ({ sizes }) => {
    const high = together(await sizes(), HIGH_VALUE_SEGMENTS);
    return judge({
      computed: { percent: 100 * high.share, users: high.users },
      published: { percent: '40' },
      definition:
        'Users of the four segments with high money / all users. Two of five scores are high, so it is 40 by construction.',
    });
  },
  'D-4.6.1-85': async ({ sizes, regionTable }) => {
    const high = together(await sizes(), HIGH_VALUE_SEGMENTS);
    const core = (await regionTable()).filter((row) => row.region !== 'Rural');
    return judge({
      computed: {
        percent: percent(high.revenueShare),
        revenue: high.revenue,
        percentOfSuburbanAndUrban: core.reduce((sum, row) => sum + 100 * (row.revenueShare ?? NaN), 0),
      },
      published: { percent: { above: 85 } },
      definition: 'Revenue of the four segments / all revenue.',
      note: {
        contradicted:
          'They bring {percent} percent. What comes near the published share is the revenue of Suburban and Urban, {percentOfSuburbanAndUrban} percent.',
      },
    });
  },
  'D-4.6.1-60': async ({ sizes }) => {
    const rest = together(await sizes(), OTHERS);
    return judge({
      computed: {
        percent: 100 * rest.share,
        users: rest.users,
        percentOfRevenue: percent(rest.revenueShare),
      },
      published: { percent: '60' },
      definition: 'Users of the four other segments / all users.',
    });
  },
  'D-4.6.1-20.6': async ({ sizes, segmentsByRegion }) => {
    const lost = (await sizes()).find((row) => row.segment === 'lost');
    const tab = await segmentsByRegion();
    const of = (region: string) => percent(cellOf(tab, region, 'lost')?.shareOfColumn ?? null) ?? NaN;
    return judge({
      computed: {
        percent: 100 * (lost?.share ?? NaN),
        percentOfLostInRural: of('Rural'),
        percentOfLostInUrban: of('Urban'),
        percentOfLostInSuburban: of('Suburban'),
      },
      published: { percent: '20.6' },
      words: of('Rural') > of('Urban') && of('Rural') > of('Suburban'),
      definition: 'Lost users / all users; the region with most of them is Rural.',
    });
  },
  'D-4.6.1-63': async ({ segmentsByRegion }) => {
    const tab = await segmentsByRegion();
    const inSuburban = usersOf(tab, 'Suburban', HIGH_VALUE_SEGMENTS);
    const everywhere = REGIONS.reduce((sum, region) => sum + usersOf(tab, region, HIGH_VALUE_SEGMENTS), 0);
    const suburban = usersOf(tab, 'Suburban', RFM_SEGMENT_KEYS);
    return judge({
      computed: {
        percentOfHighValueInSuburban: (100 * inSuburban) / everywhere,
        percentOfSuburbanOfHighValue: (100 * inSuburban) / suburban,
        users: inSuburban,
      },
      published: { percentOfHighValueInSuburban: '63.33' },
      definition: 'Among the high-value users: those in Suburban / all of them.',
      note: {
        contradicted:
          'The percentage is turned round: of the users in Suburban {percentOfSuburbanOfHighValue} percent are of high value; of the high-value users {percentOfHighValueInSuburban} percent live there.',
      },
    });
  },
  'D-4.6.1-2930': async ({ regionTable }) => {
    const rows = await regionTable();
    const [highest] = [...rows].sort((a, b) => b.arpu - a.arpu);
    return judge({
      computed: { suburban: rows.find((row) => row.region === 'Suburban')?.arpu, highest: highest?.region },
      published: { suburban: '2930' },
      words: highest?.region === 'Suburban',
      definition: 'Revenue / users, in yuan.',
      note: { contradicted: 'It is highest in {highest}, at another figure.' },
    });
  },
  'D-4.6.1-URB': async ({ segmentsByRegion }) => {
    const tab = await segmentsByRegion();
    return judge({
      computed: {
        percentHighValue: shareOf(tab, 'Urban', HIGH_VALUE_SEGMENTS),
        percentWithoutWinBack: shareOf(tab, 'Urban', ['dormantHighValue', 'newHighValue', 'keyValue']),
        percentAtRisk: shareOf(tab, 'Urban', ['lost', 'lowCost']),
      },
      published: { percentHighValue: '42.15', percentAtRisk: '28.78' },
      definition:
        'Among the users of Urban, those in the four high-value segments as counted for the other regions.',
      note: {
        contradicted:
          'The published figure leaves key win-back out ({percentWithoutWinBack} percent); with all four, as for the other regions, it is {percentHighValue}.',
      },
    });
  },
  'D-4.6.1-RUR': async ({ segmentsByRegion, regionTable }) => {
    const tab = await segmentsByRegion();
    const rows = await regionTable();
    const rural = rows.find((row) => row.region === 'Rural');
    const lowest = [...rows].sort((a, b) => a.arpu - b.arpu)[0];
    return judge({
      computed: {
        percentOfUsers: rural === undefined ? null : 100 * rural.share,
        percentHighValue: shareOf(tab, 'Rural', HIGH_VALUE_SEGMENTS),
        arpu: rural?.arpu,
      },
      published: { percentOfUsers: '30.7', percentHighValue: '2.61', arpu: '1242' },
      words: lowest?.region === 'Rural',
      definition:
        'Among the users of Rural, those in the four high-value segments; ARPU = revenue / users, in yuan.',
    });
  },
  'D-4.6.1-CAT': async ({ categoriesByRegion }) => {
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
        chiSquare: tab.association?.chiSquare,
        p: tab.association?.p,
        cramersV: tab.association?.cramersV,
      },
      published: {
        urbanApparel: '23.26',
        urbanHealthBeauty: '20.35',
        suburbanBooks: '22.35',
        suburbanElectronics: '21.78',
        ruralElectronics: '22.80',
        ruralHomeKitchen: '20.52',
      },
      concludes: (tab.association?.p ?? 1) < SIGNIFICANT,
      definition:
        'Among the users of a region, those who prefer the category; chi-square of category by region.',
      note: {
        unsupported:
          'The heading says that preference goes closely with the economy of the region. It does not depend on the region at all: chi-square {chiSquare}, p = {p}, V = {cramersV}.',
      },
    });
  },
  'D-4.6.1-BEH': async ({ engine, scored, profiles }) => {
    const table = await scored();
    const flagged = { name: 'users_by_level', columns: { ...table.columns, level: 'text' as const } };
    await engine.run(
      sql`CREATE OR REPLACE VIEW ${flagged} AS
        SELECT *, CASE WHEN segment IN (${join(HIGH_VALUE_SEGMENTS.map(literal))}) THEN 'high' ELSE 'other' END AS level
        FROM ${table}`,
    );
    const interests = await crossTab(engine, flagged, 'level', 'interests');
    const categories = await crossTab(engine, flagged, 'level', 'product_category_preference');
    const top = (tab: CrossTab, n: number) =>
      tab.cells
        .filter((cell) => cell.row === 'high')
        .sort((a, b) => b.users - a.users)
        .slice(0, n)
        .map((cell) => cell.column);
    const [twoInterests, firstCategory] = [top(interests, 2), top(categories, 1)];
    return judge({
      computed: {
        topInterests: twoInterests.join(', '),
        topCategory: firstCategory.join(', '),
        percentTechnology: percent(cellOf(interests, 'high', 'Technology')?.shareOfRow ?? null),
        percentFood: percent(cellOf(interests, 'high', 'Food')?.shareOfRow ?? null),
        percentBooks: percent(cellOf(categories, 'high', 'Books')?.shareOfRow ?? null),
        percentBooksOfOthers: percent(cellOf(categories, 'other', 'Books')?.shareOfRow ?? null),
        pCategory: categories.association?.p,
        loginGapLost: (await profiles()).get('lost')?.means.loginGap,
      },
      published: { loginGapLost: { above: 20 } },
      words:
        twoInterests.includes('Technology') && twoInterests.includes('Food') && firstCategory[0] === 'Books',
      definition: 'The two most frequent interests and the most frequent category among high-value users.',
      note: {
        contradicted:
          'Their most frequent interests are {topInterests}, their most frequent category {topCategory}. Books they prefer as often as the others do ({percentBooks} and {percentBooksOfOthers} percent).',
      },
    });
  },
};

const percent = (value: number | null) => (value === null ? null : 100 * value);

const usersOf = (tab: CrossTab, region: string, segments: readonly RfmSegment[]) =>
  segments.reduce((sum, segment) => sum + (cellOf(tab, region, segment)?.users ?? 0), 0);

const shareOf = (tab: CrossTab, region: string, segments: readonly RfmSegment[]) =>
  (100 * usersOf(tab, region, segments)) / usersOf(tab, region, RFM_SEGMENT_KEYS);
