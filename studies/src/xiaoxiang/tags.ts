import { customersAt, sql, tags, type Orders } from 'tally';

/** Two tags on loaded orders: who has one, how that changed in a month, and who has both. */
export interface TagsOfShop {
  readonly members: number;
  readonly entered: number;
  readonly exits: number;
  readonly combined: number;
}

const DAY = 86_400_000;
const MONTH = 30;

/** Members of a tag 30 days before the as-of date (or on the first day) and on it. */
export async function tagsOf(shop: Orders): Promise<TagsOfShop> {
  const { session, asOf, from, customers } = shop;
  const { mean } = await session.engine.one(
    sql`SELECT coalesce(CAST(avg(spent) AS DOUBLE), 0) AS mean FROM ${customers}`,
    { mean: 'double' },
  );
  const rules = {
    regular: 'count(orders within 60 days) >= 3',
    big: { column: 'spent', is: '>', value: mean },
  } as const;
  const sources = tags.ordersOf(shop);
  const earlier = new Date(Date.parse(asOf) - MONTH * DAY).toISOString().slice(0, 10);
  const then = earlier < from ? from : earlier;
  const before = await tags.book(await customersAt(shop, then), { asOf: then, sources, rules });
  const book = await tags.book(customers, { asOf, sources, rules });
  const log = new tags.Memberships(session);
  await log.refresh(before);
  const now = (await log.refresh(book)).at({ tag: 'regular' });
  const { size } = await tags.audience(book, 'tag:regular and tag:big');
  return {
    members: now.members.raw ?? 0,
    entered: then === asOf ? 0 : (now.entered.raw ?? 0),
    exits: then === asOf ? 0 : (now.left.raw ?? 0),
    combined: size,
  };
}
