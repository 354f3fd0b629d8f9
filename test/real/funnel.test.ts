import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { funnel, loadEvents, open, type Events, type Tally } from 'tally';
import { taobao } from 'tally-studies';
import { realFile } from './files.js';

const file = realFile('taobao/UserBehavior_814users.csv');

/** Units at each step and medians of the seconds to the later ones, by loops over the file in another language. */
const EXPECTED: [Partial<funnel.FunnelOptions<taobao.EventType>>, readonly number[], readonly number[]][] = [
  [{}, [812, 680, 337], [189, 10922]],
  [{ window: null }, [812, 688, 447], [201.5, 50225]],
  [{ window: 3600 }, [812, 651, 175], [137, 908]],
  [{ window: 3 * 86_400 }, [812, 687, 424], [197, 43679.5]],
  [{ order: 'strict' }, [812, 679, 53], [181, 804]],
  [{ unit: 'user+item' }, [59720, 707, 63], [433, 19755]],
  [{ unit: 'user+item', window: null }, [59720, 899, 95], [923, 57302]],
  [{ unit: 'user+item', order: 'strict' }, [59720, 706, 31], [432.5, 8597]],
  [{ unit: 'session', window: null }, [13322, 2784, 220], [120.5, 839]],
  [{ unit: 'session', window: 3600 }, [13322, 2784, 214], [120.5, 817.5]],
  [{ unit: 'session', order: 'strict', window: null }, [13322, 2765, 34], [119, 460]],
];

describe.skipIf(file === null)('funnels of the real events', () => {
  let tally: Tally;
  let events: Events<taobao.EventType>;
  beforeAll(async () => {
    tally = await open({ threads: 2 });
    events = await loadEvents(tally, file ?? '', taobao.EVENTS);
  });
  afterAll(() => tally.close());

  it('of sets', async () => {
    const sets = await funnel.sets(events, { steps: taobao.STEPS });
    expect(sets.types.rows.map((row) => [row.type, row.users])).toEqual([
      ['pv', 812],
      ['cart', 600],
      ['fav', 304],
      ['buy', 558],
    ]);
    expect(sets.summary.rows[0]).toMatchObject({
      users: 814,
      viewers: 812,
      interested: 694,
      buyers: 558,
      interestedAndBought: 498,
      interestedNotBought: 196,
      boughtNotInterested: 60,
      boughtNotViewed: 1,
      pageViews: 75_658,
    });
  });

  it.each(EXPECTED)('in order: %j', async (options, units, medians) => {
    const { rows } = await funnel.ordered(events, { steps: taobao.STEPS, ...options });
    expect(rows.map((row) => row.units)).toEqual(units);
    expect(rows.slice(1).map((row) => row.median)).toEqual(medians);
  });
});
