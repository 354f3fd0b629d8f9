import { judge, judgeSample, shareOf, untestable, type Compared, type Estimate } from 'tally/claims';
import { exact, percent, percentText, share } from '../evidence.js';
import type { TaobaoFigures } from '../figures.js';
import { PUBLISHED, PUBLISHED_USERS, eligiblePublished } from '../published.js';
import { type TaobaoClaim, defineClaim } from '../claim.js';
import { total } from '../../study/total.js';
import { WEEKEND } from '../day-contrasts.js';

/** Section 3.4: cohorts, and what the days since they were first seen stand for. */
export const COHORT_CLAIMS: readonly TaobaoClaim[] = [
  defineClaim({
    id: 'T-3.4-CAL',
    section: '3.4',
    kind: 'statement',
    published: 'Day 6 is equated with 12-01 (1 December) and day 7 with 12-02 (2 December).',
    publishedZh: '第6天对应12-01（12月1日），第7天对应12-02（12月2日）。',
    check: async ({ events, curve, cells, dates }) => {
      const { days } = events.window;
      const weekday = (await dates())[7]?.weekday;
      const first = (await cells()).find((cell) => cell.cohort === days[0] && cell.day === 6);
      const sixth = (await curve())[6];
      return judge({
        computed: {
          daySixOfFirstCohort: days[6],
          daySevenOfFirstCohort: days[7],
          weekdayOfDaySeven: weekday && weekday.slice(0, 1).toUpperCase() + weekday.slice(1),
          percentInFirstCohort: first && sixth?.eligible ? (100 * first.users) / sixth.eligible : null,
          publishedPercentInFirstCohort: (100 * PUBLISHED.cohorts[0]) / eligiblePublished(6),
        },
        words: days[6] === '2017-12-01' && days[7] === '2017-12-02' && weekday === 'saturday',
        onlyAsDefined: true,
        definition: 'For users first seen on 2017-11-25.',
        note: {
          'confirmed-as-defined':
            'For other users, day 6 is a later date. Of the users whose day 6 is within the window, {percentInFirstCohort} percent were first seen on that date ({publishedPercentInFirstCohort} percent in the published cohorts): the curve mixes dates.',
        },
      });
    },
  }),
  defineClaim({
    id: 'T-3.4-COHORT',
    section: '3.4',
    kind: 'statement',
    published:
      "Daily cohorts, from the author's notebook: sizes 706,641, 158,188, 63,825, 31,331, 17,931, 9,801, 255, 18 and 1, each with its retention rate by day.",
    publishedZh:
      '按日划分的同期群，见作者的笔记本：人数为706,641、158,188、63,825、31,331、17,931、9,801、255、18、1，并各有逐日留存率。',
    check: async ({ file, cells }) => {
      const sizes = (await cells()).filter((cell) => cell.day === 0).map((cell) => cell.users);
      return judgeSample(file, {
        computed: { publishedUsers: PUBLISHED_USERS, users: file.users },
        compared: Object.fromEntries(
          PUBLISHED.cohorts.map((published, day): [string, Compared] =>
            file.whole
              ? [`users_${day}`, exact(sizes[day] ?? 0, String(published))]
              : [
                  `percent_${day}`,
                  share(sizes[day] ?? 0, file.users, percentText(published, PUBLISHED_USERS)),
                ],
          ),
        ),
        definition: file.whole
          ? 'Users by the day of the window on which they were first seen.'
          : 'Users by the day of the window on which they were first seen, as shares of all.',
        note: "The published sizes add up to {publishedUsers} users. The rates of each cohort are only in the author's notebook; ours are in 09-retention.",
      });
    },
  }),
  defineClaim({
    id: 'T-3.4-CAUSE',
    section: '3.4',
    kind: 'statement',
    published: 'The recovery is attributed to two causes: the warm-up for the Double 12 sale, and Saturday.',
    publishedZh: '留存回升被归因于双12预热和周六两个因素。',
    check: async (study) => {
      const days = await study.days();
      const activity = days.map((day) => ({
        ...day,
        share: shareOf(day.users, study.file.users),
        viewsPerUser: day.viewsPerUser ?? 0,
      }));
      const [saturdays, sundays] = WEEKEND.map((weekday) =>
        activity.filter((day) => day.weekday === weekday),
      );
      const workdays = activity.filter((day) => !WEEKEND.includes(day.weekday));
      const [before, saturday] = [saturdays?.[0], saturdays?.[1]];
      const friday = activity.find((day) => day.weekday === 'friday');
      const mean = workdays.length === 0 ? null : total(workdays.map((day) => day.users)) / workdays.length;
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
      const definition = study.file.whole
        ? 'Users active on a day / all users of the file.'
        : 'Users active on a day / all users of the file. A sample rules a cause out where the 95 percent intervals allow fewer than five points more on the Saturday before than on workdays, and less than a tenth more views and purchases per active user on the Saturday than on the Friday.';
      const figures =
        'On that Saturday {percentActive_saturday} percent of all users were active, on Sunday {percentActive_sunday}; the weekend before {percentActive_saturdayBefore} and {percentActive_sundayBefore}, on workdays {percentActive_workdays}.';
      const ruledOut = study.file.whole
        ? before !== undefined &&
          mean !== null &&
          before.users <= mean &&
          notMore(saturday?.viewsPerUser, friday?.viewsPerUser) &&
          notMore(saturday?.purchasesPerUser, friday?.purchasesPerUser)
        : await ruledOutBy(study);
      return !ruledOut
        ? untestable(
            computed,
            `${figures} The events do not record sales, and nine days cannot distinguish a sale from a weekend.`,
            definition,
          )
        : judge({
            computed,
            concludes: false,
            definition,
            note: `${figures} So Saturday alone does not raise it. Nor does it look like a sale: per 100 active users there are {purchasesPer100Active_saturday} purchases, with {viewsPerActiveUser_saturday} page views each; on Friday {purchasesPer100Active_friday} and {viewsPerActiveUser_friday}. Nearly every user in the file is active on its last two days, possibly because of how users were sampled.`,
          });
    },
  }),
  defineClaim({
    id: 'T-3.4-AXIS',
    section: '3.4',
    kind: 'statement',
    published: 'The horizontal axis of the retention chart is labeled as days since registration.',
    publishedZh: '留存图的横轴标注为注册后天数。',
    check: async ({ file, cells }) => {
      const [first] = await cells();
      return judge({
        computed: {
          percentFirstSeenOnFirstDay: shareOf(first?.users ?? 0, file.users).value,
          publishedPercentFirstSeenOnFirstDay: (100 * PUBLISHED.cohorts[0]) / PUBLISHED_USERS,
        },
        words: false,
        definition: 'Day 0 is the first day with an event in the window; no field records registration.',
        note: 'Days are counted from when a user was first seen within the nine days. If these were registrations, {publishedPercentFirstSeenOnFirstDay} percent of the published users ({percentFirstSeenOnFirstDay} percent here) would have registered on the first day.',
      });
    },
  }),
];

const notMore = (one: number | null | undefined, other: number | null | undefined): boolean =>
  (one ?? 0) <= (other ?? 0);

/** What a sample may still allow where a cause is ruled out: points of all users, and a part of the day before. */
const ALLOWED = { points: 5, part: 0.1 };

/** Whether a sample shows that neither the weekend before nor the activity of the Saturday looks like a cause. */
async function ruledOutBy({ aroundSaturday, days }: TaobaoFigures): Promise<boolean> {
  const contrasts = await aroundSaturday();
  const friday = (await days()).find(({ weekday }) => weekday === 'friday');
  if (contrasts === null || friday === undefined) return false;
  const below = ({ interval }: Estimate, most: number) => interval !== null && interval.high < most;
  return (
    below(contrasts.active, ALLOWED.points) &&
    below(contrasts.views, ALLOWED.part * (friday.viewsPerUser ?? 0)) &&
    below(contrasts.purchases, ALLOWED.part * (friday.purchasesPerUser ?? 0))
  );
}
