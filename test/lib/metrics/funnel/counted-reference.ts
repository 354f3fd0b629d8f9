import type { taobao } from 'tally-studies';
import type { TestEvent } from '../../events.js';

export interface CountedOptions {
  readonly steps: readonly (readonly taobao.EventType[])[];
  readonly exclusions: readonly { readonly types: readonly taobao.EventType[]; readonly after?: number }[];
}

type Windowed = CountedOptions & { readonly window: number | null };
type Timed = TestEvent & { readonly at: number };

interface Taken {
  readonly behavior: taobao.EventType;
  readonly at: number;
  readonly step: number;
}

/** Per tool `entered/converted`, one user and one event at a time, each tool's rule on its own. */
export function countedByLoops(events: readonly Timed[], options: Windowed): Record<string, string> {
  const totals: Record<string, [number, number]> = {};
  for (const user of [1, 2, 3, 4]) {
    const taken = events
      .filter((event) => event.user === user)
      .map(({ behavior, at }) => ({
        behavior,
        at,
        step: 1 + options.steps.findIndex((types) => types.includes(behavior)),
      }))
      .sort((a, b) => a.at - b.at || a.step - b.step);
    const entered = taken.some(({ step }) => step === 1);
    const add = (tool: string, isIn: boolean, converts: boolean) => {
      const total = (totals[tool] ??= [0, 0]);
      if (isIn) total[0] += 1;
      if (isIn && converts) total[1] += 1;
    };
    const dropped = dropsOut(taken, options);
    const last = options.steps.length;
    add('clickhouse-strict-order', entered, windowFunnel(taken, options, 'order') === last);
    add('clickhouse-strict-deduplication', entered, windowFunnel(taken, options, 'deduplication') === last);
    add('clickhouse-strict-increase', entered, windowFunnel(taken, options, 'increase') === last);
    add('posthog', entered && !dropped, windowFunnel(taken, options, null) === last);
    add('mixpanel', entered, firstAttempt(taken, options));
    const attempts = taken.map((_, n) => taken.slice(n)).filter(([first]) => first?.step === 1);
    add(
      'mixpanel-reentry',
      entered,
      attempts.some((attempt) => firstAttempt(attempt, options)),
    );
  }
  return Object.fromEntries(Object.entries(totals).map(([tool, [a, b]]) => [tool, `${a}/${b}`]));
}

/** ClickHouse's loop: the last chain at each level, and what makes a mode stop. */
function windowFunnel(
  taken: readonly Taken[],
  { steps, window }: Windowed,
  mode: 'order' | 'deduplication' | 'increase' | null,
): number {
  const levels: ({ readonly start: number; readonly at: number } | undefined)[] = steps.map(() => undefined);
  const level = () => levels.filter((one) => one !== undefined).length;
  for (const { step, at } of taken) {
    if (step === 0) {
      if (mode === 'order' && levels[0] !== undefined) return level();
    } else if (step === 1) {
      levels[0] = { start: at, at };
    } else if (mode === 'deduplication' && levels[step - 1] !== undefined) {
      return level();
    } else {
      const before = levels[step - 2];
      if (before === undefined) {
        if (mode === 'order' && levels[0] !== undefined) return level();
      } else if (at - before.start <= (window ?? Infinity) && !(mode === 'increase' && before.at >= at)) {
        levels[step - 1] = { start: before.start, at };
      }
    }
  }
  return level();
}

/** Whether an excluded event came while a chain waited for its next step, before the user had converted. */
function dropsOut(taken: readonly Taken[], { steps, exclusions, window }: Windowed): boolean {
  const starts: (number | undefined)[] = steps.map(() => undefined);
  for (const { step, at, behavior } of taken) {
    if (starts.at(-1) !== undefined) return false;
    if (step === 1) starts[0] = at;
    const before = step > 1 ? starts[step - 2] : undefined;
    if (before !== undefined && at - before <= (window ?? Infinity)) starts[step - 1] = before;
    for (const { types, after } of exclusions) {
      if (!types.includes(behavior)) continue;
      for (let place = 1; place < steps.length; place += 1) {
        if (after !== undefined && after !== place) continue;
        const start = starts[place - 1];
        if (start !== undefined && at - start <= (window ?? Infinity) && starts[place] !== start) return true;
      }
    }
  }
  return false;
}

/** Mixpanel: one attempt from the first event of the first step, each step at its first occasion. */
function firstAttempt(taken: readonly Taken[], { steps, exclusions, window }: Windowed): boolean {
  let step = 0;
  let start = 0;
  for (const event of taken) {
    if (step === steps.length) break;
    if (step > 0 && event.at - start > (window ?? Infinity)) return false;
    if (event.step === step + 1) {
      if (step === 0) start = event.at;
      step += 1;
    } else if (step > 0) {
      const excluded = exclusions.some(
        ({ types, after }) => types.includes(event.behavior) && (after === undefined || after === step),
      );
      if (excluded) return false;
    }
  }
  return step === steps.length;
}
