import { percent } from '../core/quantity.js';
import type { LoadedFile } from '../load/loaded.js';
import { isNumber, timesIn, type ColumnFacts } from './column-facts.js';
import type { Extras, FoundFields } from './found.js';
import { growth, productsHold, type Product } from './relations.js';

/** The share of rows in which quantity × price must be the amount. */
const HOLDS = 0.95;
/** Money grows with at least this power of the quantity if it is the amount of a line. */
const GROWS = 0.5;
/** More columns of numbers are not tried against each other. */
const MOST = 12;

/**
 * Finds quantity, unit price and amount by what they are to each other, or else the one column of money; several that
 * could be the amount leave it unclear.
 */
export async function findMoney(
  file: LoadedFile,
  columns: readonly ColumnFacts[],
  found: FoundFields,
  extras: Extras,
): Promise<void> {
  const columnOf = (field: string) => found.get(field)?.column;
  const taken = new Set([...found.values()].map(({ column }) => column));
  const loose = columns.filter(
    (facts) => !taken.has(facts.name) && isNumber(facts) && timesIn(facts) === null,
  );
  const numbers = loose.filter(({ distinct }) => distinct > 1).slice(0, MOST);
  if (columnOf('amount') === undefined && (await findProduct(file, columns, numbers, found, extras))) return;
  findQuantity(numbers, found);
  if (found.has('amount') || (found.has('quantity') && found.has('price'))) return;
  if (extras.unclear.has('amount')) return;
  await findOneMoney(file, numbers, found, extras);
}

/** Quantity × price = amount in nearly all rows. */
async function findProduct(
  file: LoadedFile,
  columns: readonly ColumnFacts[],
  numbers: readonly ColumnFacts[],
  found: FoundFields,
  extras: Extras,
): Promise<boolean> {
  const named = (field: string) => columns.filter(({ name }) => name === found.get(field)?.column);
  const quantities = found.has('quantity')
    ? named('quantity')
    : numbers.filter(({ fractions }) => fractions === 0);
  const prices = found.has('price') ? named('price') : numbers;
  const amounts = numbers.filter(({ name }) => extras.unclear.get('amount')?.includes(name) ?? true);
  const products = quantities.flatMap((quantity) =>
    prices.flatMap((price) =>
      amounts.flatMap((amount): Product[] => {
        const all = new Set([quantity.name, price.name, amount.name]);
        return all.size === 3 ? [[quantity.name, price.name, amount.name]] : [];
      }),
    ),
  );
  const held = await productsHold(file, products);
  const holding = products
    .map((product, n) => ({ product, share: held[n] ?? 0 }))
    .filter(({ share }) => share >= HOLDS);
  const [first] = holding;
  // With whole prices, either factor may be the quantity; two amounts may differ in what else they hold.
  if (first === undefined || new Set(holding.map(({ product }) => product[2])).size > 1) return false;
  const [quantity, price, amount] = first.product;
  const share = percent(first.share);
  const why = {
    en: `${quantity} × ${price} = ${amount} in ${share.en} of rows`,
    zh: `${share.zh}的行满足${quantity}×${price}=${amount}`,
  };
  const rivals = (extras.unclear.get('amount') ?? []).filter((name) => name !== amount);
  extras.unclear.delete('amount');
  if (!found.has('quantity'))
    found.set('quantity', {
      column: quantity,
      sure: holding.length > 1 ? 'unsure' : 'likely',
      by: 'contents',
      why,
      rivals: holding.length > 1 ? [price] : [],
    });
  if (!found.has('price'))
    found.set('price', {
      column: price,
      sure: holding.length > 1 ? 'unsure' : 'likely',
      by: 'contents',
      why,
      rivals: holding.length > 1 ? [quantity] : [],
    });
  found.set('amount', { column: amount, sure: 'sure', by: 'contents', why, rivals });
  return true;
}

/** Small whole numbers of which most rows have one of a few. */
function findQuantity(numbers: readonly ColumnFacts[], found: FoundFields): void {
  if (found.has('quantity') || found.has('price')) return;
  const small = numbers.filter(
    ({ fractions, distinct, known, length }) =>
      fractions === 0 && length <= 3 && distinct <= Math.max(10, known / 20),
  );
  const [only, ...others] = small;
  if (only === undefined || others.length > 0 || !numbers.some(({ fractions }) => fractions > 0)) return;
  found.set('quantity', {
    column: only.name,
    sure: 'unsure',
    by: 'contents',
    why: { en: 'small whole numbers', zh: '取值为较小的整数' },
    rivals: [],
  });
}

/** The one column of money: the price of a piece, or the amount, which grows with the quantity. */
async function findOneMoney(
  file: LoadedFile,
  numbers: readonly ColumnFacts[],
  found: FoundFields,
  { unclear }: Extras,
): Promise<void> {
  const taken = new Set([...found.values()].map(({ column }) => column));
  const money = numbers.filter(({ name, kind }) => kind !== 'integer' && !taken.has(name));
  const [only, ...others] = money;
  if (only === undefined) return;
  if (others.length > 0) {
    unclear.set(
      'amount',
      money.map(({ name }) => name),
    );
    return;
  }
  const quantity = found.get('quantity')?.column;
  const slope = quantity === undefined ? null : await growth(file, quantity, only.name);
  if (slope !== null && slope < GROWS) {
    found.set('price', {
      column: only.name,
      sure: 'unsure',
      by: 'contents',
      why: { en: `numbers that do not grow with ${quantity ?? ''}`, zh: `数值不随${quantity ?? ''}增大` },
      rivals: [],
    });
    return;
  }
  found.set('amount', {
    column: only.name,
    sure: 'likely',
    by: 'contents',
    why:
      slope === null
        ? { en: 'the only column of money', zh: '唯一的金额列' }
        : {
            en: `the only column of money, and it grows with ${quantity ?? ''}`,
            zh: `唯一的金额列，且随${quantity ?? ''}增大`,
          },
    rivals: [],
  });
}
