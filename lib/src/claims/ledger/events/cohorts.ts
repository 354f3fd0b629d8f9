import { weekdays } from '../../../data/events/window.js';
import { total } from '../../../metrics/events/ratio.js';
import { judge, untestable } from '../finding.js';
import { exact, judgeEvents, percent, percentOf, percentText, tooFew, type Compared } from './evidence.js';
import { eligiblePublished, PUBLISHED, PUBLISHED_USERS } from './published.js';
import type { EventCheck } from './study.js';

const FRIDAY = 5;
const SATURDAY = 6;
const SUNDAY = 7;

/** Section 3.4: cohorts, and what the days since they were first seen stand for. */
export const COHORT_CHECKS: Readonly<Record<string, EventCheck>> = {
  'T-3.4-CAL': async ({ loaded, curve, cells }) => {
    const { days } = loaded.window;
    const weekday = weekdays(loaded.window);
    const first = (await cells()).find((cell) => cell.cohort === days[0] && cell.day === 6);
    const sixth = (await curve())[6];
    return judge({
      computed: {
        daySixOfFirstCohort: days[6],
        daySevenOfFirstCohort: days[7],
        weekdayOfDaySeven: weekday[7] === SATURDAY ? 'Saturday' : String(weekday[7]),
        percentInFirstCohort: first && sixth?.eligible ? (100 * first.size) / sixth.eligible : null,
        publishedPercentInFirstCohort: (100 * PUBLISHED.cohorts[0]) / eligiblePublished(6),
      },
      words: days[6] === '2017-12-01' && days[7] === '2017-12-02' && weekday[7] === SATURDAY,
      onlyAsDefined: true,
      definition: 'For users first seen on 2017-11-25.',
      note: {
        'confirmed-as-defined':
          'Day 6 of the others is a later date. Of the users whose day 6 lies in the window {percentInFirstCohort} percent are of that first day ({publishedPercentInFirstCohort} of the published cohorts): the curve mixes dates.',
      },
    });
  },
  'T-3.4-COHORT': async ({ file, cells }) => {
    const sizes = (await cells()).filter((cell) => cell.day === 0).map((cell) => cell.size);
    return judgeEvents(file, {
      computed: { publishedUsers: PUBLISHED_USERS, users: file.users },
      compared: Object.fromEntries(
        PUBLISHED.cohorts.map((published, day): [string, Compared] =>
          file.whole
            ? [`users_${day}`, exact(sizes[day] ?? 0, String(published))]
            : [
                `percent_${day}`,
                {
                  estimate: percentOf(sizes[day] ?? 0, file.users),
                  figure: percentText(published, PUBLISHED_USERS),
                },
              ],
        ),
      ),
      definition: file.whole
        ? 'Users by the day of the window on which they were first seen.'
        : 'Users by the day of the window on which they were first seen, as shares of all.',
      note: "The published sizes add up to {publishedUsers} users. The rates of each cohort are in the author's notebook alone; ours are in 09-retention.",
    });
  },
  'T-3.4-CAUSE': async (study) => {
    const days = await study.days();
    const activity = days.map((day) => ({
      ...day,
      share: percentOf(day.users, study.file.users),
      viewsPerUser: day.users === 0 ? 0 : day.pv / day.users,
    }));
    const [saturdays, sundays] = [SATURDAY, SUNDAY].map((weekday) =>
      activity.filter((day) => day.weekday === weekday),
    );
    const workdays = activity.filter((day) => day.weekday < SATURDAY);
    const [before, saturday] = [saturdays?.[0], saturdays?.[1]];
    const friday = activity.find((day) => day.weekday === FRIDAY);
    const mean = workdays.length === 0 ? null : total(workdays.map((day) => day.users)) / workdays.length;
    const weekendStandsOut = before !== undefined && mean !== null && before.users > mean;
    const busier = (name: 'viewsPerUser' | 'purchasesPerUser') =>
      (saturday?.[name] ?? 0) > (friday?.[name] ?? 0);
    const looksLikeSale = busier('viewsPerUser') || busier('purchasesPerUser');
    const computed = {
      percentActive_saturdayBefore: before?.share.value,
      percentActive_sundayBefore: sundays?.[0]?.share.value,
      percentActive_workdays: mean === null ? null : (100 * mean) / study.file.users,
      percentActive_saturday: saturday?.share.value,
      percentActive_sunday: sundays?.[1]?.share.value,
      viewsPerActiveUser_friday: friday?.viewsPerUser,
      viewsPerActiveUser_saturday: saturday?.viewsPerUser,
      purchasesPer100Active_friday: percent(friday?.purchasesPerUser),
      purchasesPer100Active_saturday: percent(saturday?.purchasesPerUser),
    };
    const definition = 'Users active on a day / all users of the file.';
    const figures =
      'Active are {percentActive_saturday} percent of all users on that Saturday and {percentActive_sunday} on Sunday; the weekend before it was {percentActive_saturdayBefore} and {percentActive_sundayBefore}, on workdays {percentActive_workdays}.';
    const doubtful = weekendStandsOut || looksLikeSale || tooFew(study.file).length > 0;
    return doubtful
      ? untestable(
          computed,
          `${figures} The events do not name a sale, and nine days cannot tell one from a weekend.`,
          definition,
        )
      : judge({
          computed,
          concludes: false,
          definition,
          note: `${figures} So Saturday alone does not lift it. Nor does it look like a sale: 100 active users buy {purchasesPer100Active_saturday} times and view {viewsPerActiveUser_saturday} pages each, on Friday {purchasesPer100Active_friday} times and {viewsPerActiveUser_friday} pages. That nearly every user of the file is there on its last two days may come of how users were chosen for it.`,
        });
  },
  'T-3.4-AXIS': async ({ file, cells }) => {
    const [first] = await cells();
    return judge({
      computed: {
        percentFirstSeenOnFirstDay: percentOf(first?.size ?? 0, file.users).value,
        publishedPercentFirstSeenOnFirstDay: (100 * PUBLISHED.cohorts[0]) / PUBLISHED_USERS,
      },
      words: false,
      definition: 'Day 0 is the first day with an event in the window; no field tells of registration.',
      note: 'Counted are days since a user was first seen in nine days. Read as registrations, {publishedPercentFirstSeenOnFirstDay} percent of the published users ({percentFirstSeenOnFirstDay} here) would have registered on the first day.',
    });
  },
};
