import type { Random } from '../../study/random.js';
import { isStockingUp } from './calendar.js';
import type { Group } from './groups.js';
import type { Household, Person } from './people.js';
import { demandOf, PRODUCTS, priceOn, TOGETHER, type Product } from './products.js';

/** A line of an order. */
export interface Line {
  readonly product: Product;
  readonly quantity: number;
  readonly price: number;
  /** The group purchase that it belongs to. */
  readonly group: string | null;
}

/** Hours at which a household orders, from and to. */
const HOURS: Readonly<Record<Household, readonly [number, number]>> = {
  family: [9, 19],
  elderly: [6, 10],
  office_worker: [17, 22],
  unknown: [7, 21],
};

/** How much more often than others a customer takes what they like. */
const LIKING = 5;
const LIKED = 3;

/** The products that a customer likes. */
export const likedBy = (random: Random): readonly Product[] =>
  Array.from({ length: LIKED }, () => PRODUCTS[random.integer(0, PRODUCTS.length - 1)] ?? []).flat();

export const minuteOf = ({ household }: Person, random: Random): number => {
  const [from, to] = HOURS[household];
  return random.integer(60 * from, 60 * to + 59);
};

export interface Wish {
  readonly day: number;
  readonly liked: readonly Product[];
  readonly group: Group | undefined;
  /** Whether a voucher adds a line. */
  readonly added: boolean;
}

/** The lines of an order: different products, with what goes together, and what the group purchase offers. */
export function basketOf(
  person: Person,
  { day, liked, group, added }: Wish,
  random: Random,
): readonly Line[] {
  const { household, wealth, community } = person;
  const chosen = new Set<Product>();
  const chances = household === 'family' ? [0.75, 0.5, 0.35] : [0.6, 0.35, 0.2];
  const size = 1 + chances.filter((chance) => random.next() < chance).length + (added ? 1 : 0);
  const demand = PRODUCTS.map((product) => ({
    product,
    weight: demandOf(product, household, wealth, day) * (liked.includes(product) ? LIKING : 1),
  }));
  while (chosen.size < size) chosen.add(drawn(demand, random));
  for (const { first, second, chance } of TOGETHER) {
    if (named(chosen, first) !== undefined && random.next() < chance) {
      const other = PRODUCTS.find(({ name }) => name === second);
      if (other !== undefined) chosen.add(other);
    }
  }
  const joins = group !== undefined && random.next() < community.pull;
  if (joins) chosen.add(group.product);
  return [...chosen].map((product) => ({
    ...{ product, price: priceOn(product, day) },
    quantity: quantityOf(household, isStockingUp(day), random),
    group: joins && product === group.product ? group.id : null,
  }));
}

const named = (products: ReadonlySet<Product>, name: string): Product | undefined =>
  [...products].find((product) => product.name === name);

function drawn(
  demand: readonly { readonly product: Product; readonly weight: number }[],
  random: Random,
): Product {
  const sum = demand.reduce((total, { weight }) => total + weight, 0);
  let at = random.next() * sum;
  const found = demand.find(({ weight }) => (at -= weight) < 0) ?? demand.at(-1);
  if (found === undefined) throw new TypeError('There is no product.');
  return found.product;
}

function quantityOf(household: Household, stockingUp: boolean, random: Random): number {
  const chances = [0.25, 0.1, household === 'family' ? 0.25 : 0.05, stockingUp ? 0.6 : 0];
  return 1 + chances.filter((chance) => random.next() < chance).length;
}
