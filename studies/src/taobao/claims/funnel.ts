import { id, sql } from 'tally';
import { judgeSample, shareOf, type Estimate } from 'tally/claims';
import { exact, percent, share, usersCompared } from '../evidence.js';
import type { TaobaoFigures } from '../figures.js';
import { PUBLISHED, PUBLISHED_USERS } from '../published.js';
import { type TaobaoClaim, defineClaim } from '../claim.js';
import { total } from '../../study/total.js';
import { userRatios } from '../user-ratios.js';

const { users: FUNNEL, behaviors: BEHAVIOR_COUNTS } = PUBLISHED;

/** What the study calls lost: the interested less all who bought. */
const PUBLISHED_LOST = FUNNEL.interested - FUNNEL.bought;

/** Section 3.2: views, conversion, loss. */
export const FUNNEL_CLAIMS: readonly TaobaoClaim[] = [
  defineClaim({
    id: 'T-3.2-91',
    section: '3.2',
    kind: 'statement',
    published: 'A user views 91 pages on average over the whole period.',
    publishedZh: '整个期间人均浏览91个页面。',
    check: async (study) => {
      const perViewer = BEHAVIOR_COUNTS.pv / FUNNEL.viewed;
      const perUser = BEHAVIOR_COUNTS.pv / PUBLISHED_USERS;
      return judgeSample(study.file, {
        computed: { publishedPerViewer: perViewer, publishedPerUser: perUser },
        compared: {
          viewsPerViewer: {
            estimate: await viewsPerViewer(study),
            figure: PUBLISHED.views.perViewer,
            kind: 'number',
          },
        },
        words: String(Math.round(perViewer)) === PUBLISHED.views.perViewer,
        definition: 'Page views / users with a page view, over nine days.',
        note: 'The published counts give {publishedPerViewer}; over all users in the cohorts {publishedPerUser}.',
      });
    },
  }),
  defineClaim({
    id: 'T-3.2-10',
    section: '3.2',
    kind: 'statement',
    published: 'A user views ~10 pages a day on average.',
    publishedZh: '人均每天浏览约10个页面。',
    check: async (study) => {
      const active = total((await study.dates()).map((date) => date.active));
      const perDay = await viewsPerViewer(study, 1 / PUBLISHED.days);
      return judgeSample(study.file, {
        computed: {
          activeDays: active / study.file.users,
          viewsPerActiveDay: study.eventsOf('pv') / active,
          publishedPerDay: BEHAVIOR_COUNTS.pv / FUNNEL.viewed / PUBLISHED.days,
        },
        compared: { viewsPerDay: { estimate: perDay, figure: PUBLISHED.views.perDay, kind: 'number' } },
        onlyAsDefined: true,
        definition: 'Page views / users with a page view / 9 days, active or not.',
        note: 'A user is active on {activeDays} of the days and views {viewsPerActiveDay} pages on each.',
      });
    },
  }),
  defineClaim({
    id: 'T-3.2-68.3',
    section: '3.2',
    kind: 'statement',
    published: '68.3% of unique visitors buy.',
    publishedZh: '独立访客中有68.3%发生购买。',
    check: ({ file, funnel }) =>
      judgeSample(file, {
        computed: {
          publishedPercent: (100 * FUNNEL.bought) / FUNNEL.viewed,
          publishedPercentOfAllUsers: (100 * FUNNEL.bought) / PUBLISHED_USERS,
          buyersWithoutView: funnel.boughtNotViewed,
        },
        compared: {
          percent: share(funnel.viewedAndBought, funnel.viewers, PUBLISHED.percentBuying),
        },
        definition: 'Buyers with a page view / users with a page view.',
        note: 'The published counts give {publishedPercent} percent; over all users in the cohorts {publishedPercentOfAllUsers} percent.',
      }),
  }),
  defineClaim({
    id: 'T-3.2-21.8',
    section: '3.2',
    kind: 'statement',
    published: 'Between interest (cart or favorite) and purchase, 21.8% of users are lost.',
    publishedZh: '从兴趣（加购或收藏）到购买，流失21.8%的用户。',
    check: ({ file, funnel }) =>
      judgeSample(file, {
        computed: lossOf(funnel),
        compared: { percentLost: { estimate: lost(funnel), figure: PUBLISHED.percentLost, kind: 'percent' } },
        definition: 'Users with a cart or favorite who did not buy / users with a cart or favorite.',
        note: {
          contradicted:
            'The study subtracts all buyers from the interested users (difference {publishedDifference}, of 859,275), as if every buyer had a cart or favorite. Of {buyers} buyers {buyersNotInterested} had neither, so {interestedNotBuying} of {interested} interested users did not buy: {percentLost} percent. With the subtraction used in the study it would be {percentBySubtraction} percent.',
          confirmed: 'Of {buyers} buyers {buyersNotInterested} had neither cart nor favorite.',
        },
      }),
  }),
  defineClaim({
    id: 'T-3.2-18.6W',
    section: '3.2',
    kind: 'statement',
    published: 'The users lost between interest and purchase number about 186,000.',
    publishedZh: '从兴趣到购买流失的用户约186,000人。',
    check: ({ file, funnel }) => {
      const percentOfInterested = lost(funnel);
      return judgeSample(file, {
        computed: {
          ...lossOf(funnel),
          lostOfPublishedInterested: Math.round(
            ((percentOfInterested.value ?? NaN) * FUNNEL.interested) / 100,
          ),
        },
        compared: file.whole
          ? { interestedNotBuying: exact(funnel.interestedNotBought, { about: 186_000, within: 1000 }) }
          : {
              percentLost: {
                estimate: percentOfInterested,
                figure: ((100 * PUBLISHED_LOST) / FUNNEL.interested).toFixed(2),
                kind: 'percent',
              },
            },
        definition: file.whole
          ? 'Users with a cart or favorite who did not buy.'
          : 'The published number as a share of the published interested users, compared with the share here who did not buy.',
        note: {
          contradicted:
            '{publishedDifference} is interested users minus all buyers; here {buyersNotInterested} of {buyers} buyers had neither cart nor favorite. About {lostOfPublishedInterested} of the published interested users did not buy.',
        },
      });
    },
  }),
  defineClaim({
    id: 'T-3.2-FUNNEL',
    section: '3.2',
    kind: 'statement',
    published:
      'The funnel chart shows 984,105 visitors, 859,275 interested users and 672,404 buyers (100%, 87%, 68%).',
    publishedZh: '漏斗图显示访客984,105人、有兴趣的用户859,275人、购买用户672,404人（100%、87%、68%）。',
    check: ({ file, funnel }) =>
      judgeSample(file, {
        computed: {
          publishedPercentInterested: (100 * FUNNEL.interested) / FUNNEL.viewed,
          publishedPercentBought: (100 * FUNNEL.bought) / FUNNEL.viewed,
          interestedWithoutPurchase: funnel.interestedNotBought,
          purchaseWithoutInterest: funnel.boughtNotInterested,
          purchaseWithoutView: funnel.boughtNotViewed,
        },
        compared: usersCompared(file, PUBLISHED_USERS, {
          viewed: [funnel.viewers, FUNNEL.viewed],
          interested: [funnel.interested, FUNNEL.interested],
          bought: [funnel.buyers, FUNNEL.bought],
        }),
        onlyAsDefined: true,
        definition: file.whole
          ? 'Users with a view; with a cart or favorite; with a purchase; each counted separately.'
          : 'Users with a view; with a cart or favorite; with a purchase; each counted separately, as shares of all users of the file or of the cohorts.',
        note: 'Three separate counts, not steps: {purchaseWithoutInterest} bought without a cart or favorite, {purchaseWithoutView} without a view. The published counts are {publishedPercentInterested} and {publishedPercentBought} percent of the viewers.',
      }),
  }),
  defineClaim({
    id: 'T-3.2-PARTS',
    section: '3.2',
    kind: 'statement',
    published:
      "Components of the funnel, from the author's notebook: 738,996 users with a cart, 389,823 with a favorite, 859,275 with either.",
    publishedZh: '漏斗的组成，见作者的笔记本：加购用户738,996人，收藏用户389,823人，两者任一859,275人。',
    check: ({ file, funnel, usersOf }) => {
      const both = FUNNEL.carted + FUNNEL.marked - FUNNEL.interested;
      return judgeSample(file, {
        computed: {
          both: usersOf('cart') + usersOf('fav') - funnel.interested,
          publishedBoth: both,
        },
        compared: usersCompared(file, PUBLISHED_USERS, {
          carted: [usersOf('cart'), FUNNEL.carted],
          marked: [usersOf('fav'), FUNNEL.marked],
          interested: [funnel.interested, FUNNEL.interested],
        }),
        words: both >= 0 && both <= FUNNEL.marked,
        definition: file.whole
          ? 'Users with such an event.'
          : 'Users with such an event, as shares of all users of the file or of the cohorts.',
        note: 'The three published counts are consistent: {publishedBoth} users have both a cart and a favorite.',
      });
    },
  }),
];

async function viewsPerViewer({ events }: TaobaoFigures, weight = 1): Promise<Estimate> {
  const views = [{ x: id('pv'), y: sql`CASE WHEN pv > 0 THEN 1 ELSE 0 END`, weight }];
  return (await userRatios(events.users.engine, sql`SELECT pv FROM ${events.users}`, { views })).views;
}

type Sets = TaobaoFigures['funnel'];

const lost = ({ interested, interestedNotBought }: Sets) => shareOf(interestedNotBought, interested);

function lossOf(funnel: Sets) {
  const { interested, buyers, interestedNotBought, boughtNotInterested, apparentLoss } = funnel;
  return {
    interested,
    buyers,
    interestedNotBuying: interestedNotBought,
    buyersNotInterested: boughtNotInterested,
    percentLost: lost(funnel).value,
    percentBySubtraction: percent(apparentLoss),
    publishedDifference: PUBLISHED_LOST,
  };
}
