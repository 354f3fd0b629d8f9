import { column, type Locale } from 'tally';
import { resultOf } from './result-of.js';
import { label } from './sample-names.js';

const TIERS = {
  platinum: { label: label('Platinum', '铂金') },
  gold: { label: label('Gold', '黄金') },
  silver: { label: label('Silver', '白银') },
  notThere: { label: label('Not there', '不存在') },
} as const;

type Tier = keyof typeof TIERS;

/** From tier to tier: large flows, one of a single customer, and none. */
const MOVES: readonly (readonly [Tier, Tier, number])[] = [
  ['platinum', 'platinum', 104],
  ['platinum', 'gold', 6],
  ['gold', 'platinum', 87],
  ['gold', 'gold', 282],
  ['silver', 'platinum', 1],
  ['silver', 'gold', 241],
  ['silver', 'silver', 4280],
  ['platinum', 'silver', 0],
  ['notThere', 'silver', 9],
];

export const moves = (locale: Locale) =>
  resultOf(
    {
      before: column.category('tierBefore', TIERS),
      after: column.category('tierAfter', TIERS),
      customers: column.count('customers'),
    },
    MOVES.map(([before, after, customers]) => ({ before, after, customers })),
    { locale, title: label('Customers by tier before and after', '客户层级的变动') },
  );
