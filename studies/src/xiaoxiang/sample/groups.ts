import type { Random } from '../../study/random.js';
import { DAYS } from './calendar.js';
import type { Community } from './people.js';
import { PRODUCTS, type Product } from './products.js';

/** A group purchase that the leader of a community opens for a week. */
export interface Group {
  readonly id: string;
  readonly community: string;
  readonly product: Product;
  readonly opened: number;
  readonly closed: number;
  /** Orders that it needs for its price. */
  readonly needed: number;
}

/** Group purchases by community and week; none where nobody leads. */
export type Groups = ReadonlyMap<string, Group>;

const OFFERED = PRODUCTS.filter(({ range, price }) => range !== 'premium' && price >= 8);

export function groupsOf(random: Random, communities: readonly Community[]): Groups {
  const groups = new Map<string, Group>();
  for (const { id, leader, opened } of communities) {
    if (leader === null) continue;
    for (let week = Math.ceil(opened / 7); week < Math.floor(DAYS / 7); week += 1) {
      const product = OFFERED[random.integer(0, OFFERED.length - 1)];
      if (product === undefined) continue;
      const group = `G${id.slice(1)}${String(week).padStart(3, '0')}`;
      const needed = random.integer(3, 8);
      groups.set(`${id} ${week}`, {
        ...{ id: group, community: id, product, needed },
        ...{ opened: 7 * week, closed: 7 * week + 6 },
      });
    }
  }
  return groups;
}

export const groupOn = (groups: Groups, { id }: Community, day: number): Group | undefined =>
  groups.get(`${id} ${Math.floor(day / 7)}`);
