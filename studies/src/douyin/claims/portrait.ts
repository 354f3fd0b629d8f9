import { portrait } from 'tally';
import { judge, untestable } from 'tally/claims';
import { cells } from '../../study/cells.js';
import { AGE_BANDS, MINUTES_BANDS } from '../bands.js';
import type { Users } from '../contract.js';
import { type DouyinClaim, defineClaim } from '../claim.js';
import { SIGNIFICANT } from './cross.js';

/** A difference of shares up to this many percentage points still reads as "balanced". */
const BALANCED = 10;

const shares = {
  users: (row: { readonly users: number }) => row.users,
  percent: (row: { readonly share: number }) => 100 * row.share,
};

/** Sections 4.2.1 and 4.2.2: who the users are and what they do. */
export const PORTRAIT_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.2.1-AGE-T',
    section: '4.2.1',
    kind: 'figure-or-table',
    published:
      'Users and share in each of 5 age bands (under 20, 20-29, 30-39, 40-49, 50 and over), published as an image.',
    check: async ({ ages }) => {
      const rows = await ages();
      const from40 = 100 * ((rows[3]?.share ?? 0) + (rows[4]?.share ?? 0));
      return judge({
        computed: { ...cells(rows, (row) => AGE_BANDS[row.band].label, shares), percent_40_and_over: from40 },
        words: rows.every((row) => row.users <= (rows[4]?.users ?? 0)) && from40 > 50,
        definition: 'Bands of completed years: under 20, 20-29, 30-39, 40-49, 50 and over.',
        note: 'The table is an image; it is judged by what the text says about it.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.1-AGE-C1',
    section: '4.2.1',
    kind: 'statement',
    published: 'The age band of 50 and over has the most users.',
    publishedZh: '50岁及以上年龄段的用户最多。',
    check: async ({ ages, summaries }) => {
      const rows = await ages();
      const { age } = await summaries();
      const oldest = rows[4];
      return judge({
        computed: {
          ...cells(rows, (row) => AGE_BANDS[row.band].label, { users: (row) => row.users }),
          oldestAge: age.max,
        },
        words: rows.every((row) => row.users <= (oldest?.users ?? 0)),
        definition:
          'Users aged 50 and over compared with each other band; that band extends to the oldest user, the others span ten years.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.1-AGE-C2',
    section: '4.2.1',
    kind: 'statement',
    published: 'Users aged 40+ make up more than half.',
    publishedZh: '40岁以上用户占比超过一半。',
    check: async ({ ages }) => {
      const [, , , forties, fifties] = await ages();
      const share = 100 * ((forties?.share ?? 0) + (fifties?.share ?? 0));
      return judge({
        computed: { percent: share, users: (forties?.users ?? 0) + (fifties?.users ?? 0) },
        published: { percent: { above: 50 } },
        definition: 'Users aged 40 and over / all users.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.1-GENDER-T',
    section: '4.2.1',
    kind: 'figure-or-table',
    published: 'Users and share by gender, published as an image.',
    check: async ({ genders }) => {
      const rows = await genders();
      const groups = Object.fromEntries(rows.map((row) => [row.group, row.users]));
      return judge({
        computed: cells(rows, (row) => row.group, shares),
        words: (groups['Male'] ?? 0) > (groups['Female'] ?? 0) && rows.length === 2,
        definition: 'Each answer is a separate group; the study counts everyone not Female as male.',
        note: {
          confirmed:
            'The table is an image; it is judged by what the text says about it. Nobody gave a third answer.',
          contradicted:
            'The study counts every other answer as male; here other answers are a separate group.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.1-GENDER-C',
    section: '4.2.1',
    kind: 'statement',
    published: 'The numbers of men and women are about equal, with slightly more men.',
    publishedZh: '男女用户比例基本均衡，男性略多。',
    check: async ({ genders }) => {
      const rows = await genders();
      const share = (group: string) => 100 * (rows.find((row) => row.group === group)?.share ?? 0);
      const [male, female] = [share('Male'), share('Female')];
      return judge({
        computed: { percentMale: male, percentFemale: female },
        words: male > female && male - female <= BALANCED,
        definition: `Balanced: at most ${BALANCED} percentage points apart.`,
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.1-LOC-T',
    section: '4.2.1',
    kind: 'figure-or-table',
    published: 'Users and share in the 3 regions Suburban, Urban and Rural, published as an image.',
    check: async ({ regions }) => {
      const rows = await regions();
      return judge({
        computed: cells(rows, (row) => row.group, shares),
        published: { percent_suburban: '34.9', percent_urban: '34.4', percent_rural: '30.7' },
        definition: 'Users of a region / all users; section 4.5.1 quotes the figures in its text.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.1-LOC-C',
    section: '4.2.1',
    kind: 'statement',
    published:
      'The three regions have similar numbers of users, Rural slightly fewer than Suburban and Urban.',
    publishedZh: '三个地区的用户数大致相当，农村略少于郊区和城市。',
    check: async ({ regions }) => {
      const rows = await regions();
      const percents = rows.map((row) => 100 * row.share);
      const [most = 0, least = 0] = [percents[0], percents.at(-1)];
      return judge({
        computed: {
          ...cells(rows, (row) => row.group, { percent: (row) => 100 * row.share }),
          spread: most - least,
        },
        words: rows.at(-1)?.group === 'Rural' && most - least <= BALANCED,
        definition: `Balanced: at most ${BALANCED} percentage points between the largest and the smallest.`,
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.1-INC-T',
    section: '4.2.1',
    kind: 'figure-or-table',
    published: 'Minimum, maximum, mean and median of income, published as an image.',
    check: async ({ summaries }) => {
      const { income } = await summaries();
      return untestable(
        { min: income.min, max: income.max, mean: income.mean, median: income.median },
        'Published only as an image; checking it would require its numbers.',
        'Income in yuan; the median is the mean of the two middle values.',
      );
    },
  }),
  defineClaim({
    id: 'D-4.2.2-TIME-T',
    section: '4.2.2',
    kind: 'figure-or-table',
    published: 'Mean, minimum and maximum minutes on the site, published as an image.',
    check: async ({ summaries }) => {
      const { time_spent_on_site_minutes: minutes } = await summaries();
      return judge({
        computed: { mean: minutes.mean, min: minutes.min, max: minutes.max },
        published: { mean: { about: 300, within: 10 } },
        definition: 'Minutes on the site per user; section 4.5.1 gives regional means of about 300.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.2-TIME-BIN',
    section: '4.2.2',
    kind: 'figure-or-table',
    published: 'Users by minutes on the site in three bands (<200, 200-400, >400), published as an image.',
    check: async ({ minutes }) =>
      untestable(
        cells(await minutes(), (row) => MINUTES_BANDS[row.band].label, shares),
        'Published only as an image; checking it would require its numbers.',
        'Bands of minutes: under 200, 200 to 400, over 400.',
      ),
  }),
  defineClaim({
    id: 'D-4.2.2-PAGES',
    section: '4.2.2',
    kind: 'figure-or-table',
    published: 'Mean pages viewed for each interest, published as an image.',
    check: async ({ interests }) =>
      untestable(
        cells(await interests(), (row) => row.interest, { pages: (row) => row.pages }),
        'Published only as an image; checking it would require its numbers.',
        'Mean pages viewed by interest.',
      ),
  }),
  defineClaim({
    id: 'D-4.2.2-INT-T',
    section: '4.2.2',
    kind: 'figure-or-table',
    published: 'Users by interest, with mean time, pages and spending, published as an image.',
    check: async ({ interests }) => {
      const rows = await interests();
      return judge({
        computed: cells(rows, (row) => row.interest, {
          users: (row) => row.users,
          minutes: (row) => row.minutes,
          pages: (row) => row.pages,
          spending: (row) => row.perUser,
        }),
        words: rows[0]?.interest === 'Technology',
        definition:
          'Means per user by interest; the image is judged by the interest that the text puts first.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.2-INT-C1',
    section: '4.2.2',
    kind: 'statement',
    published: 'Users interested in Technology spend the most, though they are not the largest group.',
    publishedZh: '科技兴趣用户消费最高，但并非人数最多的群体。',
    check: async ({ users, interests }) => {
      const rows = await interests();
      const technology = rows.find((row) => row.interest === 'Technology');
      const { p, effect } = await byInterest(users, 'total_spending');
      return judge({
        computed: {
          users: technology?.users,
          mostUsers: Math.max(...rows.map((row) => row.users)),
          meanSpending: technology?.perUser,
          p,
          effect,
        },
        words: rows[0]?.interest === 'Technology' && rows.some((row) => row.users > (technology?.users ?? 0)),
        concludes: (p ?? 1) < SIGNIFICANT,
        definition: "Mean total spending by interest; Welch's ANOVA over the five interests.",
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.2-INT-C2',
    section: '4.2.2',
    kind: 'statement',
    published: 'Users interested in Fashion and in Sports spend long on the site and view many pages.',
    publishedZh: '时尚和运动兴趣用户停留时间长、浏览页面多。',
    check: async ({ users, interests, summaries }) => {
      const rows = (await interests()).filter(
        ({ interest }) => interest === 'Fashion' || interest === 'Sports',
      );
      const { time_spent_on_site_minutes: allMinutes, pages_viewed: allPages } = await summaries();
      const minutes = await byInterest(users, 'time_spent_on_site_minutes');
      const pages = await byInterest(users, 'pages_viewed');
      return judge({
        computed: {
          ...cells(rows, (row) => row.interest, { minutes: (row) => row.minutes, pages: (row) => row.pages }),
          minutes_all: allMinutes.mean,
          pages_all: allPages.mean,
          pMinutes: minutes.p,
          pPages: pages.p,
        },
        words:
          rows.length === 2 &&
          rows.every((row) => row.minutes > allMinutes.mean && row.pages > allPages.mean),
        concludes: (minutes.p ?? 1) < SIGNIFICANT && (pages.p ?? 1) < SIGNIFICANT,
        definition:
          "Long and many: above the mean of all users. Differences between interests by Welch's ANOVA.",
        note: {
          unsupported:
            'Both are above the mean, but the differences between interests are not significant: p = {pMinutes} for minutes, p = {pPages} for pages.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-4.2.2-INT-C3',
    section: '4.2.2',
    kind: 'statement',
    published:
      'Users interested in Travel spend relatively little but view many pages, which is interpreted as conversion potential.',
    publishedZh: '旅行兴趣用户消费偏低但浏览页面多，文中认为有转化空间。',
    check: async ({ users, interests, summaries }) => {
      const rows = await interests();
      const { pages_viewed: allPages, total_spending: allSpending } = await summaries();
      const travel = rows.find((row) => row.interest === 'Travel');
      const pages = await byInterest(users, 'pages_viewed');
      const [spent, viewed] = [travel?.perUser ?? Infinity, travel?.pages ?? 0];
      return judge({
        computed: {
          spending: travel?.perUser,
          spending_all: allSpending.mean,
          pages: travel?.pages,
          pages_all: allPages.mean,
          rankByPages: rows.filter((row) => row.pages > viewed).length + 1,
          pPages: pages.p,
        },
        words: spent < allSpending.mean && viewed > allPages.mean,
        concludes: (pages.p ?? 1) < SIGNIFICANT,
        definition: 'Low spending and many pages: below and above the mean of all users.',
        note: {
          unsupported:
            'Travel ranks {rankByPages} of the interests by pages, and the differences in pages are not significant (p = {pPages}): no sign of potential.',
        },
      });
    },
  }),
];

/** Whether a value differs between interests. */
async function byInterest(
  users: Users,
  value: 'total_spending' | 'time_spent_on_site_minutes' | 'pages_viewed',
) {
  const { p, effect } = (await portrait.compareGroups(users, value, 'interests')).at();
  return { p: p.raw, effect: effect.raw };
}
