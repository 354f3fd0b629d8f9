import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chart, open, retention, traffic, type Result, type Tally } from 'tally';
import { TRAFFIC, type TestEvent } from '../events.js';
import { sessionEvents } from '../session-events.js';

let tally: Tally;
beforeAll(async () => (tally = await open({ locale: 'zh' })));
afterAll(() => tally.close());

const ONE: TestEvent = { user: 1, behavior: 'pv', at: '2017-11-26 10:00' };
const DAY = { from: '2017-11-26', to: '2017-11-27' };

async function everything(rows: readonly TestEvent[], window = {}): Promise<readonly Result[]> {
  const events = await sessionEvents(tally, rows, window);
  const cohorts = await retention.cohorts(events);
  const curve = retention.curve(cohorts);
  const calendar = retention.calendar(cohorts);
  const moved = retention.dateAgainstDay(cohorts);
  const hours = await traffic.byHour(events, TRAFFIC);
  const days = await traffic.byDay(events, TRAFFIC);
  const cells = await traffic.cells(events, TRAFFIC);
  const busiest = traffic.busiest(hours, 6);
  const results: readonly unknown[] = [
    ...[cohorts, cohorts.sizes, curve, curve.overall, calendar, calendar.stretches, moved, moved.neighbors],
    ...[retention.change(cohorts, 5, 6), retention.sameDates(cohorts), retention.distances(curve, [1, 0.5])],
    ...[retention.curves({ 再次购买: curve }), await retention.array(events, [{}, { types: ['buy'] }])],
    ...[hours, days, days.whole, cells, await traffic.byWeekday(events, TRAFFIC), traffic.dailyPeaks(cells)],
    ...[busiest, busiest.change, await traffic.peaks(events, hours, TRAFFIC)],
    await traffic.peak(events, days, TRAFFIC, 'buyerShare'),
  ];
  return results as readonly Result[];
}

describe('metrics of retention and traffic', () => {
  it.each([
    ['no event', [], {}],
    ['one event', [ONE], {}],
    ['no event on a single day', [], DAY],
    ['one event on a single day', [ONE], DAY],
  ] as const)('show and draw %s, in Chinese only', async (_, rows, window) => {
    for (const result of await everything(rows, window)) {
      const text = String(result.output().data['text/plain']);
      expect(text.replaceAll('Asia/Shanghai', '')).not.toMatch(/[A-Za-z]{2,}/);
      expect(chart(result).alt).toMatch(/\p{Script=Han}/u);
    }
  });
});
