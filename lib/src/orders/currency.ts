import { OptionsError } from '../errors.js';
import { count } from '../core/quantity.js';
import type { Session } from '../core/session.js';
import { id, literal, raw, sql, type Sql } from '../engine/sql.js';
import type { LoadedFile } from '../load/loaded.js';

export interface CurrencyOptions {
  /**
   * ISO 4217 code of all amounts, or of those into which `rates` convert. Default: the one currency in the file's
   * currency column, or else the session's.
   */
  readonly currency?: string;
  /** What one unit of each other currency is worth in `currency`: `{ USD: 0.92 }` with currency EUR. */
  readonly rates?: Readonly<Record<string, number>>;
}

/** The currency of all amounts, and SQL for what an amount of a line is multiplied with; null where with nothing. */
export interface CurrencyPlan {
  readonly currency: string | null;
  readonly rate: Sql | null;
}

/** The columns of amounts, in whose texts a sign may stand. */
const AMOUNTS = ['amount', 'unit_price', 'discount'];

/** SQL for the code in the currency column. */
const CODE = sql`upper(trim(${id('currency')}))`;

/**
 * Sums need one currency. A file with several is converted by the given table of rates, or refused: amounts of
 * different currencies are never added up. Without a column for it, the currency is that of the amounts' signs.
 *
 * @throws OptionsError for several currencies without a rate for each, or a rate that is not above 0.
 */
export async function currencyPlan(
  session: Session,
  table: LoadedFile,
  wanted: string | undefined,
  rates: Readonly<Record<string, number>>,
): Promise<CurrencyPlan> {
  const bad = Object.entries(rates).find(([, rate]) => !(rate > 0 && Number.isFinite(rate)));
  if (bad !== undefined) throw new OptionsError(`The rate of ${bad[0]} must be above 0, not ${bad[1]}.`);
  const asked = wanted?.toUpperCase();
  if (!Object.hasOwn(table.columns, 'currency')) return planOfSigns(session, table, asked, rates);
  const found = await session.engine.all(
    sql`SELECT ${CODE} AS code, count(*) AS n FROM ${table} GROUP BY code ORDER BY n DESC, code`,
    { code: 'text', n: 'integer' },
  );
  const [only, ...others] = found.map(({ code }) => code);
  const target =
    asked ?? (others.length === 0 && only !== undefined && isCode(only) ? only : session.currency);
  const known = new Map(Object.entries(rates).map(([code, rate]) => [code.toUpperCase(), rate]));
  const foreign = found.filter(({ code }) => code !== target);
  // A word such as € in all rows is one currency, though not a code.
  if (foreign.length === 0 || (found.length === 1 && asked === undefined && known.size === 0)) {
    return { currency: target, rate: null };
  }
  const lacking = foreign.filter(({ code }) => !known.has(code));
  if (lacking.length > 0 || target === null) throw severalCurrencies(found, lacking, target);
  const scale = Math.max(...[...known.values()].map(decimalsOf));
  const cases = foreign
    .map(({ code }) => sql`WHEN ${literal(code)} THEN ${decimal(known.get(code) ?? 1, scale)}`)
    .reduce((all, one) => sql`${all} ${one}`);
  return { currency: target, rate: sql`CASE ${CODE} ${cases} ELSE ${decimal(1, scale)} END` };
}

/** The plan for amounts without a column for their currency: that of their signs, if they have any. */
function planOfSigns(
  session: Session,
  { readings, source: { path } }: LoadedFile,
  asked: string | undefined,
  rates: Readonly<Record<string, number>>,
): CurrencyPlan {
  const signed = AMOUNTS.flatMap((name) => {
    const codes = readings.get(name)?.currencies;
    return codes === undefined ? [] : [codes];
  });
  const [first, ...others] = signed;
  if (first === undefined) return { currency: asked ?? session.currency, rate: null };
  const codes = first.filter((code) => others.every((other) => other.includes(code)));
  const target =
    asked ?? (session.currency !== null && codes.includes(session.currency) ? session.currency : codes[0]);
  if (codes.length === 0 || target === undefined) {
    throw new OptionsError(
      `${path}: amounts and prices have the signs of different currencies, which are not multiplied or added up. ` +
        'Convert them to one before loading.',
    );
  }
  if (codes.includes(target) && (asked !== undefined || codes.length === 1 || target === session.currency)) {
    return { currency: target, rate: null };
  }
  const [only = '', second] = codes;
  if (second !== undefined) {
    throw new OptionsError(
      `${path}: the sign of the amounts may stand for ${codes.join(', ')}. Say for which: currency: '${only}'.`,
    );
  }
  const rate = Object.entries(rates).find(([code]) => code.toUpperCase() === only)?.[1];
  if (rate !== undefined) return { currency: target, rate: decimal(rate, decimalsOf(rate)) };
  throw new OptionsError(
    `${path}: the amounts are in ${only}, by their signs. To convert them into ${target}, say what one ${only} is worth: ` +
      `rates: { ${only}: … }.`,
  );
}

/** With more, amounts of usual size times a rate would not fit the engine's digits. */
const MOST_DECIMALS = 18;

/** As many decimals as a rate is written with. */
function decimalsOf(rate: number): number {
  const [digits = '', exponent = '0'] = String(rate).split('e');
  const decimals = (digits.split('.')[1]?.length ?? 0) - Number(exponent);
  return Math.min(Math.max(decimals, 0), MOST_DECIMALS);
}

/**
 * Exact in the engine, so that the same rates give the same sums. All rates of a plan have one scale: of decimals of
 * several scales, the engine keeps the shortest.
 */
const decimal = (rate: number, scale: number): Sql =>
  sql`CAST(${raw(`'${rate.toFixed(scale)}'`)} AS DECIMAL(38, ${raw(String(scale))}))`;

const isCode = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code);

function severalCurrencies(
  found: readonly { readonly code: string; readonly n: number }[],
  lacking: readonly { readonly code: string }[],
  target: string | null,
): OptionsError {
  const codes = lacking.map(({ code }) => code);
  const list = found.map(({ code, n }) => `${code} (${count(n).en} lines)`).join(', ');
  const into = target ?? found[0]?.code ?? 'EUR';
  const example = codes.filter((code) => code !== into).map((code) => `${code}: …`);
  return new OptionsError(
    `The amounts are in ${list}: different currencies are not added up. Say into which to convert them, and what one ` +
      `unit of each other one is worth: currency: '${into}', rates: { ${example.join(', ')} }.`,
  );
}
