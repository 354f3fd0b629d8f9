import { compareGroups } from '../../../metrics/comparison.js';
import { cells } from '../cells.js';
import { judge, untestable } from '../finding.js';
import type { UserCheck } from './study.js';

const SIGNIFICANT = 0.05;

/** A difference of shares up to this many percentage points still reads as "balanced". */
const BALANCED = 10;

const shares = {
  users: (row: { readonly users: number }) => row.users,
  percent: (row: { readonly share: number }) => 100 * row.share,
};

/** Sections 4.2.1 and 4.2.2: who the users are and what they do. */
export const PORTRAIT_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.2.1-AGE-T': async ({ ages }) => {
    const rows = await ages();
    const from40 = 100 * ((rows[3]?.share ?? 0) + (rows[4]?.share ?? 0));
    return judge({
      computed: { ...cells(rows, (row) => row.label, shares), percent_40_and_over: from40 },
      words: rows.every((row) => row.users <= (rows[4]?.users ?? 0)) && from40 > 50,
      definition: 'Bands of completed years: under 20, 20-29, 30-39, 40-49, 50 and over.',
      note: 'The table is a picture: it is judged by what the text says of it.',
    });
  },
  'D-4.2.1-AGE-C1': async ({ ages, summaries }) => {
    const rows = await ages();
    const { age } = await summaries();
    const oldest = rows[4];
    return judge({
      computed: { ...cells(rows, (row) => row.label, { users: (row) => row.users }), oldestAge: age.max },
      words: rows.every((row) => row.users <= (oldest?.users ?? 0)),
      definition:
        'Users of 50 and over against each other band; that band reaches to the oldest user, the others span ten years.',
    });
  },
  'D-4.2.1-AGE-C2': async ({ ages }) => {
    const [, , , forties, fifties] = await ages();
    const share = 100 * ((forties?.share ?? 0) + (fifties?.share ?? 0));
    return judge({
      computed: { percent: share, users: (forties?.users ?? 0) + (fifties?.users ?? 0) },
      published: { percent: { above: 50 } },
      definition: 'Users of 40 and over / all users.',
    });
  },
  'D-4.2.1-GENDER-T': async ({ genders }) => {
    const rows = await genders();
    const groups = Object.fromEntries(rows.map((row) => [row.group, row.users]));
    return judge({
      computed: cells(rows, (row) => row.group, shares),
      words: (groups['Male'] ?? 0) > (groups['Female'] ?? 0) && rows.length === 2,
      definition: 'Every answer is a group of its own; the study counts all who are not Female as male.',
      note: {
        confirmed:
          'The table is a picture: it is judged by what the text says of it. Nobody gave a third answer.',
        contradicted: 'The study folds every other answer into male; here it is kept apart.',
      },
    });
  },
  'D-4.2.1-GENDER-C': async ({ genders }) => {
    const rows = await genders();
    const share = (group: string) => 100 * (rows.find((row) => row.group === group)?.share ?? 0);
    const [male, female] = [share('Male'), share('Female')];
    return judge({
      computed: { percentMale: male, percentFemale: female },
      words: male > female && male - female <= BALANCED,
      definition: `Balanced: at most ${BALANCED} percentage points apart.`,
    });
  },
  'D-4.2.1-LOC-T': async ({ regions }) => {
    const rows = await regions();
    return judge({
      computed: cells(rows, (row) => row.group, shares),
      published: { percent_suburban: '34.9', percent_urban: '34.4', percent_rural: '30.7' },
      definition: 'Users of a region / all users; the text of section 4.5.1 quotes the picture.',
    });
  },
  'D-4.2.1-LOC-C': async ({ regions }) => {
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
  'D-4.2.1-INC-T': async ({ summaries }) => {
    const { income } = await summaries();
    return untestable(
      { min: income.min, max: income.max, mean: income.mean, median: income.median },
      'Published as a picture only; it would take its numbers.',
      'Income in yuan; the median is the mean of the two middle values.',
    );
  },
  'D-4.2.2-TIME-T': async ({ summaries }) => {
    const { time_spent_on_site_minutes: minutes } = await summaries();
    return judge({
      computed: { mean: minutes.mean, min: minutes.min, max: minutes.max },
      published: { mean: { about: 300, within: 10 } },
      definition:
        'Minutes on the site per user; the text of section 4.5.1 puts the means of the regions at about 300.',
    });
  },
  'D-4.2.2-TIME-BIN': async ({ minutes }) =>
    untestable(
      cells(await minutes(), (row) => row.label, shares),
      'Published as a picture only; it would take its numbers.',
      'Bands of minutes: under 200, 200 to 400, over 400.',
    ),
  'D-4.2.2-PAGES': async ({ interests }) =>
    untestable(
      cells(await interests(), (row) => row.interest, { pages: (row) => row.pages }),
      'Published as a picture only; it would take its numbers.',
      'Mean pages viewed by interest.',
    ),
  'D-4.2.2-INT-T': async ({ interests }) => {
    const rows = await interests();
    return judge({
      computed: cells(rows, (row) => row.interest, {
        users: (row) => row.users,
        minutes: (row) => row.minutes,
        pages: (row) => row.pages,
        spending: (row) => row.spending,
      }),
      words: rows[0]?.interest === 'Technology',
      definition:
        'Means per user of an interest; the picture is judged by the interest that its text puts first.',
    });
  },
  'D-4.2.2-INT-C1': async ({ engine, users, interests }) => {
    const rows = await interests();
    const technology = rows.find((row) => row.interest === 'Technology');
    const spending = await compareGroups(engine, users, 'total_spending', 'interests');
    return judge({
      computed: {
        users: technology?.users,
        mostUsers: Math.max(...rows.map((row) => row.users)),
        meanSpending: technology?.spending,
        p: spending.p,
        effect: spending.effect,
      },
      words: rows[0]?.interest === 'Technology' && rows.some((row) => row.users > (technology?.users ?? 0)),
      concludes: (spending.p ?? 1) < SIGNIFICANT,
      definition: 'Mean total spending by interest; Kruskal-Wallis or ANOVA over the five interests.',
    });
  },
  'D-4.2.2-INT-C2': async ({ engine, users, interests, summaries }) => {
    const rows = (await interests()).filter(
      ({ interest }) => interest === 'Fashion' || interest === 'Sports',
    );
    const { time_spent_on_site_minutes: allMinutes, pages_viewed: allPages } = await summaries();
    const minutes = await compareGroups(engine, users, 'time_spent_on_site_minutes', 'interests');
    const pages = await compareGroups(engine, users, 'pages_viewed', 'interests');
    return judge({
      computed: {
        ...cells(rows, (row) => row.interest, { minutes: (row) => row.minutes, pages: (row) => row.pages }),
        minutes_all: allMinutes.mean,
        pages_all: allPages.mean,
        pMinutes: minutes.p,
        pPages: pages.p,
      },
      words:
        rows.length === 2 && rows.every((row) => row.minutes > allMinutes.mean && row.pages > allPages.mean),
      concludes: (minutes.p ?? 1) < SIGNIFICANT && (pages.p ?? 1) < SIGNIFICANT,
      definition:
        'Long and many: above the mean of all users. Differences between interests by ANOVA or Kruskal-Wallis.',
      note: {
        unsupported:
          'Both are above the mean, but interests differ no more than chance would have it: p = {pMinutes} for minutes, p = {pPages} for pages.',
      },
    });
  },
  'D-4.2.2-INT-C3': async ({ engine, users, interests, summaries }) => {
    const rows = await interests();
    const { pages_viewed: allPages, total_spending: allSpending } = await summaries();
    const travel = rows.find((row) => row.interest === 'Travel');
    const pages = await compareGroups(engine, users, 'pages_viewed', 'interests');
    const [spent, viewed] = [travel?.spending ?? Infinity, travel?.pages ?? 0];
    return judge({
      computed: {
        spending: travel?.spending,
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
          'By pages Travel is number {rankByPages} of the interests, and pages do not differ between them beyond chance (p = {pPages}): no sign of potential.',
      },
    });
  },
};
