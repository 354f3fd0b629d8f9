import type { Tally } from 'tally';
import { tableOf } from '../../table-of.js';

export type Member = readonly [
  arm: string | null,
  margin: number | null,
  cost: number | null,
  before: number,
  got: boolean | null,
  tier: string | null,
];

/** Members of a campaign, one row each. */
export const membersIn = (tally: Tally, members: readonly Member[]) =>
  tableOf(
    tally,
    'members',
    {
      customer: 'integer',
      ...{
        arm: 'text?',
        margin: 'double?',
        cost: 'double?',
        before: 'double',
        got: 'boolean?',
        tier: 'text?',
      },
    } as const,
    members.map((member, n) => [n, ...member]),
    { user: 'customer' },
  );

export const times = (n: number, member: (n: number) => Member): Member[] =>
  Array.from({ length: n }, (_, at) => member(at));
