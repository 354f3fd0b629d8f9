import { RFM_SEGMENT_KEYS, type RfmSegment } from 'tally';

/** One user with the segment that the scores gave. */
export interface Member {
  readonly segment: RfmSegment;
  readonly gender: string;
  readonly location: string;
  readonly interests: string;
  readonly product_category_preference: string;
  readonly age: number;
  readonly income: number;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly minutes: number;
  readonly subscribed: boolean;
}

const ATTRIBUTES = ['gender', 'location', 'interests', 'product_category_preference'] as const;

const SOURCES: Readonly<Record<string, (member: Member) => number>> = {
  age: (one) => one.age,
  income: (one) => one.income,
  loginGap: (one) => one.recency,
  purchases: (one) => one.frequency,
  orderValue: (one) => one.monetary / one.frequency,
  spending: (one) => one.monetary,
  minutes: (one) => one.minutes,
  subscribed: (one) => (one.subscribed ? 1 : 0),
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function margin(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return (1.96 * Math.sqrt(squares / (values.length - 1))) / Math.sqrt(values.length);
}

function tally(values: readonly string[]): { value: string; users: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, users]) => ({ value, users }))
    .sort((a, b) => b.users - a.users || (a.value < b.value ? -1 : 1));
}

/** Profiles of all segments, computed over arrays: slow and obvious. */
export function profilesByHand(members: readonly Member[]): unknown[] {
  return RFM_SEGMENT_KEYS.flatMap((segment) => {
    const own = members.filter((one) => one.segment === segment);
    return own.length === 0 ? [] : [{ segment, ...profileByHand(own, members) }];
  });
}

function profileByHand(own: readonly Member[], all: readonly Member[]) {
  const keyOf = (one: Member) => ATTRIBUTES.map((attribute) => one[attribute]).join('|');
  const cells = tally(own.map(keyOf));
  const top = cells.filter(({ users }) => users === cells[0]?.users);
  const of = (statistic: (value: (one: Member) => number) => number | null) =>
    Object.fromEntries(Object.entries(SOURCES).map(([name, value]) => [name, statistic(value)]));
  return {
    users: own.length,
    means: of((value) => mean(own.map(value))),
    margins: of((value) => margin(own.map(value))),
    meansOfGroups: of((value) =>
      mean(cells.map((cell) => mean(own.filter((one) => keyOf(one) === cell.value).map(value)))),
    ),
    modes: Object.fromEntries(
      ATTRIBUTES.map((attribute) => {
        const values = tally(own.map((one) => one[attribute]));
        const [first = { value: '', users: 0 }] = values;
        return [
          attribute,
          {
            ...first,
            share: first.users / own.length,
            overall: all.filter((one) => one[attribute] === first.value).length / all.length,
            tied: values.filter(({ users }) => users === first.users).map(({ value }) => value),
          },
        ];
      }),
    ),
    topCells: top.map(({ value, users }) => ({
      ...Object.fromEntries(ATTRIBUTES.map((attribute, index) => [attribute, value.split('|')[index]])),
      users,
      share: users / own.length,
      tied: top.length,
    })),
  };
}
