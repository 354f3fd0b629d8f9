import { compareGroups } from '../../../metrics/comparison.js';
import type { Region } from '../../../metrics/regions.js';
import { cells } from '../cells.js';
import { judge } from '../finding.js';
import { regionActions } from './actions.js';
import type { UserCheck } from './study.js';

const SIGNIFICANT = 0.05;
const TEN_THOUSAND = 10_000;

/** Section 4.5.1: the regions as a whole. */
export const REGION_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.5.1-TBL': async ({ regionTable }) =>
    judge({
      computed: cells(await regionTable(), (row) => row.region, {
        users: (row) => row.users,
        percent: (row) => 100 * row.share,
        arpu: (row) => row.arpu,
        purchases: (row) => row.purchases,
        minutes: (row) => row.minutes,
        revenue: (row) => row.revenue,
      }),
      published: {
        percent_suburban: '34.9',
        percent_urban: '34.4',
        percent_rural: '30.7',
        arpu_rural: '1242',
        purchases_rural: '7.76',
      },
      definition:
        'ARPU = revenue / users; purchases and minutes per user. The picture is judged by the cells that the text quotes.',
    }),
  'D-4.5.1-SHARE': async ({ regionTable }) =>
    judge({
      computed: cells(await regionTable(), (row) => row.region, { percent: (row) => 100 * row.share }),
      published: { percent_suburban: '34.9', percent_urban: '34.4', percent_rural: '30.7' },
      definition: 'Users of the region / all users.',
    }),
  'D-4.5.1-DIFF5': async ({ regionTable }) => {
    const of = finder(await regionTable());
    return judge({
      computed: { difference: (of('Suburban')?.users ?? 0) - (of('Urban')?.users ?? 0) },
      published: { difference: '5' },
      definition: 'Users of Suburban less users of Urban.',
    });
  },
  'D-4.5.1-ARPU1': async ({ regionTable }) => {
    const of = finder(await regionTable());
    return judge({
      computed: { suburban: of('Suburban')?.arpu, urban: of('Urban')?.arpu },
      published: { suburban: { about: 2930, within: 10 }, urban: { about: 2930, within: 10 } },
      definition: 'Revenue / users, in yuan.',
    });
  },
  'D-4.5.1-ARPU2': async ({ regionTable }) =>
    judge({
      computed: { rural: finder(await regionTable())('Rural')?.arpu },
      published: { rural: '1242' },
      definition: 'Revenue / users, in yuan.',
    }),
  'D-4.5.1-ARPU3': async ({ regionTable }) => {
    const rows = await regionTable();
    const core = rows.filter((row) => row.region !== 'Rural');
    const coreArpu = sum(core, (row) => row.revenue) / sum(core, (row) => row.users);
    const rural = finder(rows)('Rural')?.arpu;
    return judge({
      computed: { percent: rural === undefined ? null : (100 * rural) / coreArpu, rural, core: coreArpu },
      published: { percent: '42' },
      definition: 'ARPU of Rural / ARPU of Suburban and Urban taken together.',
    });
  },
  'D-4.5.1-FREQ': async ({ regionTable }) => {
    const rows = await regionTable();
    const most = [...rows].sort((a, b) => b.purchases - a.purchases)[0];
    return judge({
      computed: cells(rows, (row) => row.region, { purchases: (row) => row.purchases }),
      published: { purchases_rural: '7.76' },
      words: most?.region === 'Rural',
      definition: 'Purchases per user.',
    });
  },
  'D-4.5.1-AOV': async ({ regionTable }) => {
    const rows = await regionTable();
    const of = finder(rows);
    const rural = of('Rural')?.spendingPerOrder ?? Infinity;
    const far = (region: string) => (of(region)?.spendingPerOrder ?? 0) > 2 * rural;
    return judge({
      computed: cells(rows, (row) => row.region, {
        spendingPerOrder: (row) => row.spendingPerOrder,
        meanOfUsers: (row) => row.orderValue,
      }),
      words: far('Suburban') && far('Urban'),
      definition: 'Revenue / orders, in yuan; far larger: more than twice.',
    });
  },
  'D-4.5.1-TIME': async ({ engine, users, regionTable }) => {
    const rows = await regionTable();
    const longest = [...rows].sort((a, b) => b.minutes - a.minutes)[0];
    const comparison = await compareGroups(engine, users, 'time_spent_on_site_minutes', 'location');
    return judge({
      computed: {
        ...cells(rows, (row) => row.region, { minutes: (row) => row.minutes }),
        p: comparison.p,
        effect: comparison.effect,
      },
      published: Object.fromEntries(
        ['suburban', 'urban', 'rural'].map((name) => [`minutes_${name}`, { about: 300, within: 15 }]),
      ),
      words: longest?.region === 'Suburban',
      concludes: (comparison.p ?? 1) < SIGNIFICANT,
      definition: 'Minutes on the site per user; differences by ANOVA or Kruskal-Wallis.',
      note: {
        unsupported:
          'The differences are within chance (p = {p}), so there is nothing for commuting to explain; the file holds no word of commuting.',
      },
    });
  },
  'D-4.5.1-69.3': async ({ regionTable }) => {
    const core = (await regionTable()).filter((row) => row.region !== 'Rural');
    return judge({
      computed: { percent: 100 * sum(core, (row) => row.share) },
      published: { percent: '69.3' },
      definition: 'Users of Suburban and Urban / all users.',
    });
  },
  'D-4.5.1-84': async ({ regionTable }) => {
    const core = (await regionTable()).filter((row) => row.region !== 'Rural');
    return judge({
      computed: {
        percent: 100 * sum(core, (row) => row.revenueShare ?? NaN),
        revenue: sum(core, (row) => row.revenue),
      },
      published: { percent: { above: 84 } },
      definition: 'Revenue of Suburban and Urban / all revenue.',
    });
  },
  'D-4.5.1-38W': async ({ regionTable }) => {
    const rural = finder(await regionTable())('Rural');
    return judge({
      computed: {
        tenThousandYuan: rural === undefined ? null : rural.revenue / TEN_THOUSAND,
        revenue: rural?.revenue,
        percentOfRevenue: rural?.revenueShare === undefined ? null : 100 * (rural.revenueShare ?? NaN),
      },
      published: { tenThousandYuan: '38' },
      definition: 'Revenue of Rural, in units of 10,000 yuan.',
    });
  },
  'D-4.5.1-STRAT': (study) =>
    regionActions(
      study,
      'The catalogue of actions by region (REGION_ACTIONS), each with the values that justify it, in notebook 06-actions: {actions} actions for {groups} regions; {reasonsThatStand} of their {reasons} reasons stand in this data.',
    ),
};

const sum = <R>(rows: readonly R[], value: (row: R) => number) =>
  rows.reduce((total, row) => total + value(row), 0);

const finder = (rows: readonly Region[]) => (region: string) => rows.find((row) => row.region === region);
