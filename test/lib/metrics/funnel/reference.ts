import type { funnel } from 'tally';
import type { taobao } from 'tally-studies';
import type { EventWindow } from '../../../../lib/src/events/window.js';
import type { TestEvent } from '../../events.js';

/** An event of a unit with the number of its step, 0 for none. */
interface Taken {
  readonly step: number;
  readonly behavior: TestEvent['behavior'];
  readonly at: number;
}

/** When a unit came to a step, and when its chain began. */
interface Arrival {
  readonly at: number;
  readonly start: number;
}

export interface ReferenceStep {
  readonly step: number;
  readonly units: number;
  readonly eligible: number | null;
  readonly eligibleUnits: number | null;
  readonly censored: number | null;
  readonly spans: readonly number[];
}

/** Options of a funnel whose steps have names. */
export type ReferenceOptions = Omit<funnel.FunnelOptions<taobao.EventType>, 'steps'> & {
  readonly steps: readonly funnel.NamedStep<taobao.EventType>[];
};

type At = TestEvent & { readonly at: number };

/** The funnel by loops over each unit's events: every chain is tried. */
export function referenceFunnel(
  events: readonly At[],
  window: EventWindow,
  options: ReferenceOptions,
): ReferenceStep[] {
  const { steps, order = 'ordered', unit = 'user', gap = 1800 } = options;
  const wait = options.window === undefined ? 86_400 : options.window;
  const entered = [...unitsOf(events, unit, gap).values()].flatMap((own) => {
    const taken = own
      .map(({ behavior, at }) => ({
        behavior,
        at,
        step: 1 + steps.findIndex((one) => one.types.includes(behavior)),
      }))
      .sort((a, b) => a.at - b.at || a.step - b.step);
    const entry = taken.find(({ step }) => (order === 'any' ? step > 0 : step === 1));
    if (entry === undefined) return [];
    const last = Math.max(...taken.map(({ at }) => at));
    const reaches = wait === null || entry.at + wait >= window.end;
    const open = unit === 'session' ? reaches && last + gap >= window.end : reaches;
    const arrivals = steps.map((_, index) =>
      index === 0
        ? { at: entry.at, start: entry.at }
        : arrivalAt(taken, index + 1, { ...options, steps, window: wait }),
    );
    return [{ open, arrivals }];
  });
  const bounded = wait !== null || unit === 'session';
  const closed = entered.filter(({ open }) => !open);
  return steps.map((_, index) => {
    const here = entered.filter(({ arrivals }) => arrivals[index] !== null);
    return {
      step: index + 1,
      units: here.length,
      eligible: bounded ? closed.length : null,
      eligibleUnits: bounded ? here.filter(({ open }) => !open).length : null,
      censored: bounded
        ? entered.filter(({ open, arrivals }) => open && arrivals[index] === null).length
        : null,
      spans:
        index === 0
          ? []
          : here.flatMap(({ arrivals }) => spanOf(arrivals[index] ?? null)).sort((a, b) => a - b),
    };
  });
}

const spanOf = (arrival: Arrival | null) => (arrival === null ? [] : [arrival.at - arrival.start]);

function unitsOf(events: readonly At[], unit: string, gap: number): Map<string, At[]> {
  const units = new Map<string, At[]>();
  const add = (key: string, event: At) => units.set(key, [...(units.get(key) ?? []), event]);
  if (unit !== 'session') {
    for (const event of events)
      add(unit === 'user' ? `${event.user}` : `${event.user} ${event.item ?? 1}`, event);
    return units;
  }
  for (const user of new Set(events.map((event) => event.user))) {
    let [session, before] = [0, Infinity];
    for (const event of events.filter((one) => one.user === user).sort((a, b) => a.at - b.at)) {
      if (event.at - before > gap) session += 1;
      before = event.at;
      add(`${user} ${session}`, event);
    }
  }
  return units;
}

type Wanted = funnel.FunnelOptions & Required<Pick<funnel.FunnelOptions, 'steps' | 'window'>>;

/** The first arrival at a step over all chains of the unit's events, with its latest start. */
function arrivalAt(taken: readonly Taken[], step: number, options: Wanted): Arrival | null {
  const chains = options.order === 'any' ? spansOfAny(taken, step) : chainsOf(taken, step, options);
  const inTime = chains.filter(({ at, start }) => options.window === null || at - start <= options.window);
  const at = Math.min(...inTime.map((chain) => chain.at));
  const starts = inTime.filter((chain) => chain.at === at).map(({ start }) => start);
  return starts.length === 0 ? null : { at, start: Math.max(...starts) };
}

/** All ways to pick events of the steps 1, 2, … in order. */
function chainsOf(taken: readonly Taken[], length: number, options: Wanted): Arrival[] {
  const extend = (picked: readonly number[]): Arrival[] => {
    if (picked.length === length)
      return [{ at: taken[picked.at(-1) ?? 0]?.at ?? NaN, start: taken[picked[0] ?? 0]?.at ?? NaN }];
    const from = picked.at(-1) ?? -1;
    return taken.flatMap((event, index) => {
      if (index <= from || event.step !== picked.length + 1) return [];
      const between = from < 0 ? [] : taken.slice(from + 1, index);
      if (from >= 0 && options.order === 'strict' && between.length > 0) return [];
      return between.some((other) => breaks(other, picked.length, options)) ? [] : extend([...picked, index]);
    });
  };
  return extend([]);
}

function breaks({ behavior }: Taken, after: number, { exclusions = [] }: Wanted): boolean {
  return exclusions.some(
    (one) => one.types.includes(behavior) && (one.after === undefined || one.after === after),
  );
}

/** All spans between two events in which at least n different steps were taken. */
function spansOfAny(taken: readonly Taken[], n: number): Arrival[] {
  const steps = taken.filter(({ step }) => step > 0);
  return steps.flatMap(({ at: start }) =>
    steps.flatMap(({ at }) => {
      const inside = steps.filter((other) => other.at >= start && other.at <= at);
      return at >= start && new Set(inside.map(({ step }) => step)).size >= n ? [{ at, start }] : [];
    }),
  );
}
