import { funnel, loadEvents, open, retention, traffic, type Result } from 'tally';
import { taobao } from 'tally-studies';

/**
 * The tables of docs/as-others-count-it.md: one file of events, counted as Tally, PostHog, Amplitude, Mixpanel, GA4 and
 * ClickHouse define them.
 */
export async function asOthersCountIt(path = 'data/sample/events.csv.gz'): Promise<string> {
  const tally = await open();
  try {
    const events = await loadEvents(tally, path, taobao.EVENTS);
    const { TRAFFIC } = taobao;
    const tables: readonly Pick<Result, 'output'>[] = [
      await funnel.asCounted(events, { steps: [['pv'], ['buy']], exclusions: [{ types: ['cart'] }] }),
      await retention.asCounted(events, { day: 1 }),
      await traffic.activeAsCounted(events, TRAFFIC),
      await traffic.conversionAsCounted(events, TRAFFIC),
    ];
    return tables.map((table) => String(table.output().data['text/markdown'])).join('\n\n');
  } finally {
    tally.close();
  }
}
