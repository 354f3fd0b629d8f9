import { column, type Locale } from 'tally';
import { resultOf } from './result-of.js';
import { label } from './sample-names.js';

const SETS = {
  regular: column.yesNo(label('Regular buyers in the top two tiers', '前两层级的常客')),
  slipping: column.yesNo(label('Slipping', '正在流失')),
  once: column.yesNo(label('Bought once, lately', '近期首购')),
  returns: column.yesNo(label('Returns much', '退货多')),
  abroad: column.yesNo(label('Abroad', '海外')),
} as const;

const names = Object.keys(SETS) as (keyof typeof SETS)[];

/** So many combinations of five sets, from the largest to some with one user. */
export const overlaps = (locale: Locale, most: number) =>
  resultOf(
    { ...SETS, users: column.count('users') },
    Array.from({ length: most }, (_, n) => ({
      ...(Object.fromEntries(names.map((name, bit) => [name, ((n + 1) & (1 << bit)) !== 0])) as Record<
        keyof typeof SETS,
        boolean
      >),
      users: Math.max(1, Math.round(12_345 / (n + 1) ** 2)),
    })),
    { locale },
  );
