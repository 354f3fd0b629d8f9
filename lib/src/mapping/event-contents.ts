import { literal, id, sql } from '../engine/sql.js';
import type { LoadedFile } from '../load/loaded.js';
import { areIds, timesIn, type ColumnFacts } from './column-facts.js';
import type { Extras, FoundFields } from './found.js';
import { findTime, free } from './order-contents.js';
import { determined, type Pair } from './relations.js';

/** Words by which systems call what users do. */
const VERBS = [
  ...[
    'pv',
    'view',
    'views',
    'page_view',
    'pageview',
    'product_view',
    'view_item',
    'click',
    'visit',
    'impression',
  ],
  ...[
    'cart',
    'add_to_cart',
    'addtocart',
    'remove_from_cart',
    'fav',
    'favorite',
    'favourite',
    'wishlist',
    'like',
  ],
  ...[
    'buy',
    'purchase',
    'order',
    'transaction',
    'checkout',
    'begin_checkout',
    'pay',
    'payment',
    'search',
    'share',
  ],
  ...[
    '浏览',
    '点击',
    '收藏',
    '加购',
    '加入购物车',
    '购买',
    '下单',
    '支付',
    'ansehen',
    'klick',
    'kauf',
    'warenkorb',
  ],
];
/** Types of events are at most so many words. */
const MOST_WORDS = 32;

/** The column of which all values, at most 32, are words for what users do. */
export async function typeColumn(
  file: LoadedFile,
  columns: readonly ColumnFacts[],
): Promise<{ readonly name: string; readonly verbs: number } | null> {
  const few = columns.filter(
    ({ kind, distinct }) => kind === 'text' && distinct > 1 && distinct <= MOST_WORDS,
  );
  for (const { name } of few) {
    const words = await file.engine.all(
      sql`SELECT DISTINCT lower(trim(${id(name)})) AS word FROM ${file} WHERE ${id(name)} IS NOT NULL
        ORDER BY word LIMIT ${literal(MOST_WORDS)}`,
      { word: 'text' },
    );
    const verbs = words.filter(({ word }) => VERBS.includes(word.replaceAll(/[\s-]+/g, '_'))).length;
    if (verbs >= 2 || (verbs === 1 && words.length === 1)) return { name, verbs };
  }
  return null;
}

/** Finds what the names leave open in a file of events: the words for what users do, times, and ids. */
export async function findInEvents(
  file: LoadedFile,
  columns: readonly ColumnFacts[],
  found: FoundFields,
  extras: Extras,
): Promise<void> {
  const type = found.has('type') ? null : await typeColumn(file, free(columns, found));
  if (type !== null) {
    found.set('type', {
      column: type.name,
      sure: 'sure',
      by: 'contents',
      why: { en: 'words for what users do', zh: '取值为用户行为的词' },
      rivals: [],
    });
  }
  findTime(columns, found, extras);
  await findIds(file, columns, found);
}

/** Of the ids, an item has one category; users have neither. */
async function findIds(file: LoadedFile, columns: readonly ColumnFacts[], found: FoundFields): Promise<void> {
  const ids = free(columns, found).filter((facts) => areIds(facts) && timesIn(facts) === null);
  if (!found.has('item') && !found.has('category')) {
    const pairs = ids.flatMap((item) =>
      ids.flatMap((category): Pair[] =>
        item.distinct > category.distinct ? [[item.name, category.name]] : [],
      ),
    );
    const shares = await determined(file, pairs);
    const best = pairs
      .map((pair, n) => ({ pair, share: shares[n] ?? 0 }))
      .filter(({ share }) => share >= 0.98);
    const [only, ...others] = best;
    if (only !== undefined && others.length === 0) {
      const [item, category] = only.pair;
      found.set('item', {
        column: item,
        sure: 'likely',
        by: 'contents',
        why: { en: `each has one ${category}`, zh: `每个值只对应一个${category}` },
        rivals: [],
      });
      found.set('category', {
        column: category,
        sure: 'likely',
        by: 'contents',
        why: { en: `each ${item} has one`, zh: `每个${item}只对应一个` },
        rivals: [],
      });
    }
  }
  if (found.has('user')) return;
  const left = free(columns, found).filter((facts) => areIds(facts) && facts.distinct < facts.known);
  const [user, ...others] = left;
  if (user === undefined) return;
  found.set('user', {
    column: user.name,
    sure: others.length > 0 ? 'unsure' : 'likely',
    by: 'contents',
    why: { en: 'ids that occur in several rows', zh: '在多行中重复出现的编号' },
    rivals: others.map(({ name }) => name),
  });
}
