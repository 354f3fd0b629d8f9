import { portrait } from 'tally';
import { judge } from 'tally/claims';
import { cells } from '../../study/cells.js';
import { total } from '../../study/total.js';
import { regionActions } from './actions.js';
import { type DouyinClaim, defineClaim } from '../claim.js';
import { percent, SIGNIFICANT } from './cross.js';

const TEN_THOUSAND = 10_000;

/** Section 4.5.1: the regions as a whole. */
export const REGION_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.5.1-TBL',
    section: '4.5.1',
    kind: 'figure-or-table',
    published:
      'A 3×7 table comparing the regions (users, share, ARPU, frequency, time, revenue), published as an image.',
    check: async ({ regionTable }) =>
      judge({
        computed: cells((await regionTable()).rows, (row) => row.region, {
          users: (row) => row.users,
          percent: (row) => 100 * row.share,
          arpu: (row) => row.perUser,
          purchases: (row) => row.ordersPerUser,
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
          'ARPU = revenue / users; purchases and minutes per user. The image is judged by the cells quoted in the text.',
      }),
  }),
  defineClaim({
    id: 'D-4.5.1-SHARE',
    section: '4.5.1',
    kind: 'statement',
    published: 'Users by region: Suburban 34.9%, Urban 34.4%, Rural 30.7%.',
    check: async ({ regionTable }) =>
      judge({
        computed: cells((await regionTable()).rows, (row) => row.region, {
          percent: (row) => 100 * row.share,
        }),
        published: { percent_suburban: '34.9', percent_urban: '34.4', percent_rural: '30.7' },
        definition: 'Users of the region / all users.',
      }),
  }),
  defineClaim({
    id: 'D-4.5.1-DIFF5',
    section: '4.5.1',
    kind: 'statement',
    published: 'Suburban has only 5 more users than Urban.',
    check: async ({ regionTable }) => {
      const table = await regionTable();
      const users = (region: string) => table.at({ region }).users.raw ?? 0;
      return judge({
        computed: { difference: users('Suburban') - users('Urban') },
        published: { difference: '5' },
        definition: 'Users in Suburban minus users in Urban.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.1-ARPU1',
    section: '4.5.1',
    kind: 'statement',
    published: 'Suburban and Urban have almost equal ARPU, ~2930 yuan.',
    check: async ({ regionTable }) => {
      const table = await regionTable();
      const arpu = (region: string) => table.at({ region }).perUser.raw;
      return judge({
        computed: { suburban: arpu('Suburban'), urban: arpu('Urban') },
        published: { suburban: { about: 2930, within: 10 }, urban: { about: 2930, within: 10 } },
        definition: 'Revenue / users, in yuan.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.1-ARPU2',
    section: '4.5.1',
    kind: 'statement',
    published: 'The ARPU of Rural is 1242 yuan.',
    check: async ({ regionTable }) =>
      judge({
        computed: { rural: (await regionTable()).at({ region: 'Rural' }).perUser.raw },
        published: { rural: '1242' },
        definition: 'Revenue / users, in yuan.',
      }),
  }),
  defineClaim({
    id: 'D-4.5.1-ARPU3',
    section: '4.5.1',
    kind: 'statement',
    published: 'The ARPU of Rural is 42% of that of the core regions, Suburban and Urban.',
    publishedZh: '农村的ARPU为核心地区（郊区和城市）的42%。',
    check: async ({ regionTable }) => {
      const table = await regionTable();
      const core = table.where((row) => row.region !== 'Rural');
      const coreArpu = total(core.rows.map((row) => row.revenue)) / total(core.rows.map((row) => row.users));
      const rural = table.at({ region: 'Rural' }).perUser.raw;
      return judge({
        computed: { percent: rural === null ? null : (100 * rural) / coreArpu, rural, core: coreArpu },
        published: { percent: '42' },
        definition: 'ARPU of Rural / ARPU of Suburban and Urban combined.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.1-FREQ',
    section: '4.5.1',
    kind: 'statement',
    published: 'Rural has the highest mean purchase frequency, 7.76.',
    publishedZh: '农村的平均购买次数最高，为7.76。',
    check: async ({ regionTable }) => {
      const table = await regionTable();
      return judge({
        computed: cells(table.rows, (row) => row.region, { purchases: (row) => row.ordersPerUser }),
        published: { purchases_rural: '7.76' },
        words: table.max('ordersPerUser').region.raw === 'Rural',
        definition: 'Purchases per user.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.1-AOV',
    section: '4.5.1',
    kind: 'statement',
    published: 'Rural users place frequent small orders; orders in Suburban and Urban are far larger.',
    publishedZh: '农村用户高频小额下单；郊区和城市的客单价高得多。',
    check: async ({ regionTable }) => {
      const table = await regionTable();
      const perOrder = (region: string) => table.at({ region }).revenuePerOrder.raw;
      const far = (region: string) => (perOrder(region) ?? 0) > 2 * (perOrder('Rural') ?? Infinity);
      return judge({
        computed: cells(table.rows, (row) => row.region, {
          spendingPerOrder: (row) => row.revenuePerOrder,
          meanOfUsers: (row) => row.orderValue,
        }),
        words: far('Suburban') && far('Urban'),
        definition: 'Revenue / orders, in yuan; far larger: more than twice as large.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.1-TIME',
    section: '4.5.1',
    kind: 'statement',
    published:
      'The mean time on the site is ~300 minutes in every region and longest in Suburban, which is attributed to commuting or leisure at home.',
    publishedZh: '各地区平均在站时长均为约300分钟，郊区最长，原因被归为通勤或居家休闲。',
    check: async ({ users, regionTable }) => {
      const table = await regionTable();
      const { p, effect } = (
        await portrait.compareGroups(users, 'time_spent_on_site_minutes', 'location')
      ).at();
      return judge({
        computed: {
          ...cells(table.rows, (row) => row.region, { minutes: (row) => row.minutes }),
          p: p.raw,
          effect: effect.raw,
        },
        published: Object.fromEntries(
          ['suburban', 'urban', 'rural'].map((name) => [`minutes_${name}`, { about: 300, within: 15 }]),
        ),
        words: table.max('minutes').region.raw === 'Suburban',
        concludes: (p.raw ?? 1) < SIGNIFICANT,
        definition: "Minutes on the site per user; differences by Welch's ANOVA.",
        note: {
          unsupported:
            'The differences are not significant (p = {p}), so there is nothing for commuting to explain; the file has no data on commuting.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.1-69.3',
    section: '4.5.1',
    kind: 'statement',
    published: 'Suburban and Urban together have 69.3% of users.',
    check: async ({ regionTable }) => {
      const core = (await regionTable()).rows.filter((row) => row.region !== 'Rural');
      return judge({
        computed: { percent: 100 * total(core.map((row) => row.share)) },
        published: { percent: '69.3' },
        definition: 'Users of Suburban and Urban / all users.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.1-84',
    section: '4.5.1',
    kind: 'statement',
    published: 'Suburban and Urban together bring in >84% of revenue.',
    publishedZh: '郊区和城市合计贡献超过84%的营收。',
    check: async ({ regionTable }) => {
      const core = (await regionTable()).rows.filter((row) => row.region !== 'Rural');
      return judge({
        computed: {
          percent: 100 * total(core.map((row) => row.revenueShare ?? NaN)),
          revenue: total(core.map((row) => row.revenue)),
        },
        published: { percent: { above: 84 } },
        definition: 'Revenue of Suburban and Urban / all revenue.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.1-38W',
    section: '4.5.1',
    kind: 'statement',
    published: 'Rural brings in 38万 (380,000) yuan of revenue.',
    publishedZh: '农村贡献营收38万元（380,000元）。',
    check: async ({ regionTable }) => {
      const { revenue, revenueShare } = (await regionTable()).at({ region: 'Rural' });
      return judge({
        computed: {
          tenThousandYuan: revenue.raw === null ? null : revenue.raw / TEN_THOUSAND,
          revenue: revenue.raw,
          percentOfRevenue: percent(revenueShare.raw),
        },
        published: { tenThousandYuan: '38' },
        definition: 'Revenue of Rural, in units of 10,000 yuan.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.5.1-STRAT',
    section: '4.5.1',
    kind: 'rule',
    published:
      '2 strategies: raise order value in Suburban and Urban; turn frequent purchases in Rural into larger ones.',
    publishedZh: '2条策略：提升郊区和城市的客单价；将农村的高频购买转化为更高的单笔金额。',
    check: (study) =>
      regionActions(
        study,
        'The catalog of actions by region (REGION_ACTIONS), each with the values that justify it, in notebook 06-actions: {actions} actions for {groups} regions; {reasonsThatStand} of their {reasons} reasons hold in this data.',
      ),
  }),
];
