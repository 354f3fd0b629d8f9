import { id, sql } from '../../../engine/sql.js';
import type { SetFunnel } from '../../../metrics/events/funnel/setFunnel.js';
import { total } from '../../../metrics/events/ratio.js';
import { userRatio } from './counts.js';
import { exact, judgeEvents, percentOf, usersCompared } from './evidence.js';
import { PUBLISHED, PUBLISHED_USERS } from './published.js';
import type { EventCheck, EventStudy } from './study.js';

const { users: FUNNEL, behaviors: BEHAVIOR_COUNTS } = PUBLISHED;

/** What the study calls lost: the interested less all who bought. */
const PUBLISHED_LOST = FUNNEL.interested - FUNNEL.bought;

/** Section 3.2: views, conversion, loss. */
export const FUNNEL_CHECKS: Readonly<Record<string, EventCheck>> = {
  'T-3.2-91': async (study) => {
    const perViewer = BEHAVIOR_COUNTS.pv / FUNNEL.viewed;
    const perUser = BEHAVIOR_COUNTS.pv / PUBLISHED_USERS;
    return judgeEvents(study.file, {
      computed: { publishedPerViewer: perViewer, publishedPerUser: perUser },
      compared: { viewsPerViewer: { estimate: await viewsPerViewer(study), figure: '91' } },
      words: Math.round(perViewer) === 91,
      definition: 'Page views / users with a page view, over nine days.',
      note: 'The published counts give {publishedPerViewer}; over all users of the cohorts {publishedPerUser}.',
    });
  },
  'T-3.2-10': async (study) => {
    const active = total((await study.dates()).map((date) => date.active));
    const perDay = await viewsPerViewer(study, 1 / PUBLISHED.days);
    const { pv } = await study.behaviors();
    return judgeEvents(study.file, {
      computed: {
        activeDays: active / study.file.users,
        viewsPerActiveDay: pv / active,
        publishedPerDay: BEHAVIOR_COUNTS.pv / FUNNEL.viewed / PUBLISHED.days,
      },
      compared: { viewsPerDay: { estimate: perDay, figure: { about: 10, within: 0.5 } } },
      onlyAsDefined: true,
      definition: 'Page views / users with a page view / 9 days, whether they were there on a day or not.',
      note: 'A user is there on {activeDays} of the days and views {viewsPerActiveDay} pages on each.',
    });
  },
  'T-3.2-68.3': ({ file, funnel }) =>
    judgeEvents(file, {
      computed: {
        publishedPercent: (100 * FUNNEL.bought) / FUNNEL.viewed,
        publishedPercentOfAllUsers: (100 * FUNNEL.bought) / PUBLISHED_USERS,
        buyersWithoutView: funnel.boughtNotViewed,
      },
      compared: { percent: { estimate: percentOf(funnel.viewedAndBought, funnel.viewers), figure: '68.3' } },
      definition: 'Buyers with a page view / users with a page view.',
      note: 'The published counts give {publishedPercent}; over all users of the cohorts {publishedPercentOfAllUsers}.',
    }),
  'T-3.2-21.8': ({ file, funnel }) =>
    judgeEvents(file, {
      computed: lossOf(funnel),
      compared: { percentLost: { estimate: lost(funnel), figure: '21.8' } },
      definition: 'Users with a cart or favourite who did not buy / users with a cart or favourite.',
      note: {
        contradicted:
          'The study subtracts all buyers from the interested ({publishedDifference} of 859,275), as if each buyer had been interested. Of {buyers} buyers {buyersNotInterested} had neither cart nor favourite, so that {interestedNotBuying} of {interested} interested did not buy: {percentLost} percent. Subtracted as in the study it would be {percentBySubtraction}.',
        confirmed: 'Of {buyers} buyers {buyersNotInterested} had neither cart nor favourite.',
      },
    }),
  'T-3.2-18.6W': ({ file, funnel }) => {
    const percentOfInterested = lost(funnel);
    return judgeEvents(file, {
      computed: {
        ...lossOf(funnel),
        lostOfPublishedInterested: Math.round(((percentOfInterested.value ?? NaN) * FUNNEL.interested) / 100),
      },
      compared: file.whole
        ? { interestedNotBuying: exact(funnel.interestedNotBought, { about: 186_000, within: 1000 }) }
        : {
            percentLost: {
              estimate: percentOfInterested,
              figure: ((100 * PUBLISHED_LOST) / FUNNEL.interested).toFixed(2),
            },
          },
      definition: file.whole
        ? 'Users with a cart or favourite who did not buy.'
        : 'The published number as a share of the published interested users, beside the share of those here who did not buy.',
      note: {
        contradicted:
          '{publishedDifference} are the interested less all buyers, {buyersNotInterested} of {buyers} of whom were never interested here. Of the published interested users about {lostOfPublishedInterested} did not buy.',
      },
    });
  },
  'T-3.2-FUNNEL': ({ file, funnel }) =>
    judgeEvents(file, {
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
        ? 'Users with a view; with a cart or favourite; with a purchase; each counted for itself.'
        : 'Users with a view; with a cart or favourite; with a purchase; each counted for itself, as shares of all users of the file or of the cohorts.',
      note: 'Three counts side by side, not steps: {purchaseWithoutInterest} bought without cart or favourite, {purchaseWithoutView} without a view. The published counts are {publishedPercentInterested} and {publishedPercentBought} percent of the viewers.',
    }),
  'T-3.2-PARTS': ({ file, funnel }) => {
    const both = FUNNEL.carted + FUNNEL.marked - FUNNEL.interested;
    return judgeEvents(file, {
      computed: {
        both: funnel.cartUsers + funnel.favUsers - funnel.interested,
        publishedBoth: both,
      },
      compared: usersCompared(file, PUBLISHED_USERS, {
        carted: [funnel.cartUsers, FUNNEL.carted],
        marked: [funnel.favUsers, FUNNEL.marked],
        interested: [funnel.interested, FUNNEL.interested],
      }),
      words: both >= 0 && both <= FUNNEL.marked,
      definition: file.whole
        ? 'Users with such an event.'
        : 'Users with such an event, as shares of all users of the file or of the cohorts.',
      note: 'The three published counts fit together: {publishedBoth} users have both a cart and a favourite.',
    });
  },
};

const viewsPerViewer = ({ engine, loaded }: EventStudy, scale = 1) =>
  userRatio(engine, loaded.users, id('pv'), sql`CASE WHEN pv > 0 THEN 1 ELSE 0 END`, scale);

const lost = ({ interested, interestedNotBought }: SetFunnel) => percentOf(interestedNotBought, interested);

function lossOf(funnel: SetFunnel) {
  const { interested, buyers, interestedNotBought, boughtNotInterested, studyLoss } = funnel;
  return {
    interested,
    buyers,
    interestedNotBuying: interestedNotBought,
    buyersNotInterested: boughtNotInterested,
    percentLost: lost(funnel).value,
    percentBySubtraction: studyLoss === null ? null : 100 * studyLoss,
    publishedDifference: PUBLISHED_LOST,
  };
}
