import type { Events as LoadedEvents } from 'tally';

/** What users of the marketplace can do with an item: view it, put it into the cart, mark it as a favorite, buy it. */
export const TYPES = [
  { key: 'pv', label: { en: 'Page view', zh: '浏览' } },
  { key: 'cart', label: { en: 'Add to cart', zh: '加购' } },
  { key: 'fav', label: { en: 'Favorite', zh: '收藏' } },
  { key: 'buy', label: { en: 'Purchase', zh: '购买' } },
] as const;

/** One of the four. */
export type EventType = (typeof TYPES)[number]['key'];

/** The window of the marketplace study: nine days, from a Saturday to a Sunday. */
export const WINDOW = { from: '2017-11-25', to: '2017-12-04', timeZone: 'Asia/Shanghai' } as const;

/**
 * How to load a file of the study: `user_id,item_id,category_id,behavior_type,timestamp`, usually without a header,
 * with whole numbers for ids and seconds since 1970 UTC.
 *
 * @example
 * const events = await loadEvents(tally, 'data/sample/events.csv.gz', taobao.EVENTS);
 */
export const EVENTS = { ...WINDOW, types: TYPES, ids: 'integer', timestamps: 'seconds' } as const;

/** Viewed, interested, bought: the steps of the study. */
export const STEPS = [
  { name: { en: 'Viewed', zh: '浏览' }, types: ['pv'] },
  { name: { en: 'Added to cart or marked', zh: '加购或收藏' }, types: ['cart', 'fav'] },
  { name: { en: 'Bought', zh: '购买' }, types: ['buy'] },
] as const;

/** What counts as a view and as a purchase in the study's traffic. */
export const TRAFFIC = { views: ['pv'], purchases: ['buy'] } as const;

/** Loaded events of the study. */
export type Events = LoadedEvents<EventType>;

/** The fields of an event; its code is its type once more. */
export const fieldsOf = ({ events }: Pick<Events, 'events'>): readonly string[] =>
  Object.keys(events.columns).filter((name) => name !== 'code');
