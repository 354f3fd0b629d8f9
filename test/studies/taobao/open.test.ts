import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEvents, open, type Tally } from 'tally';
import { judgeRegister, taobao } from 'tally-studies';
import { DISPLAY } from '../../../lib/src/core/display.js';

const FILE = 'data/sample/events.csv.gz';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2, locale: 'zh' });
});
afterAll(() => tally.close());

describe('the study beside events of a session', () => {
  it('judges as the register does, in the language of the session, and knows the sample by its path', async () => {
    const events = await loadEvents(tally, FILE, { ...taobao.EVENTS, duplicates: 'keep' });
    const study = await taobao.open(events, { file: FILE });
    const register = await judgeRegister(tally, { events: FILE });
    expect(study.data).toEqual({ name: 'events.csv.gz', sample: true });
    for (const id of ['T-3.2-21.8', 'T-1-ROWS', 'T-3.4-CURVE']) {
      const { verdict, computed, ...claim } = await study.claim(id);
      const { data } = await claim[DISPLAY]();
      expect(data['text/plain']).toContain(`已发布的结论 ${id}：`);
      expect(register.find((entry) => entry.id === id)).toMatchObject({ verdict, computed });
    }
    const unnamed = await taobao.open(events);
    expect(unnamed.data).toEqual({ name: 'events.csv.gz', sample: false });
  });

  it('may be opened twice beside the same events', async () => {
    const events = await loadEvents(tally, FILE, { ...taobao.EVENTS, duplicates: 'keep' });
    const [one, other] = [await taobao.open(events), await taobao.open(events)];
    for (const id of ['T-3.3-VIP', 'T-3.5-DEC']) {
      expect((await one.claim(id)).computed).toEqual((await other.claim(id)).computed);
    }
  });
});
