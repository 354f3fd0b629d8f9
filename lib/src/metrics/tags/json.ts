import { z } from 'zod';
import { OptionsError } from '../../errors.js';
import { COMPARISONS, type Query, type ReadQuery } from './query.js';

/** Characters of what is no query in the message about it. */
const MOST_SHOWN = 120;

const VALUE = z.union([z.string(), z.number(), z.boolean()]);
const IS = z.enum(COMPARISONS);

const TEST = [
  z.strictObject({ column: z.string(), is: IS, value: VALUE }),
  z.strictObject({ column: z.string(), in: z.array(VALUE).min(1) }),
  z.strictObject({ column: z.string(), missing: z.literal(true) }),
] as const;

const rows: z.ZodType = z.lazy(() => z.union([...chains(rows), ...TEST]));

const EVENTS = z.strictObject({
  events: z.string(),
  sum: z.string().optional(),
  where: rows.optional(),
  within: z.number().int().nonnegative().optional(),
  is: IS,
  value: z.number(),
});

const query: z.ZodType = z.lazy(() =>
  z.union([...chains(query), z.strictObject({ tag: z.string() }), EVENTS, ...TEST]),
);

function chains(part: z.ZodType) {
  return [
    z.strictObject({ and: z.array(part).min(2) }),
    z.strictObject({ or: z.array(part).min(2) }),
    z.strictObject({ not: part }),
  ] as const;
}

/**
 * A query from its JSON, as text or as already parsed.
 *
 * @throws OptionsError, with the path, for what is no query.
 * @example
 * queryFromJson('{ "column": "recency", "is": "<", "value": 30 }');
 */
export function queryFromJson(json: unknown): ReadQuery {
  const data = typeof json === 'string' ? parsed(json) : json;
  const found = query.safeParse(data);
  if (found.success) return found.data as ReadQuery;
  throw new OptionsError(`Not a query: ${whatIsWrong(data)}.`);
}

/** The JSON of a query: its own fields, in one order. */
export const queryToJson = (input: Query): string => JSON.stringify(queryFromJson(input));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OptionsError(`Not a query: it is not JSON (${cause instanceof Error ? cause.message : ''}).`, {
      cause,
    });
  }
}

/** The innermost condition that is none: unions only say that nothing fits. */
function whatIsWrong(data: unknown, path = ''): string {
  const at = path === '' ? 'it' : path;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return `${at} is ${JSON.stringify(data)} instead of a condition`;
  }
  const part = Object.entries(data).find(([name]) => ['and', 'or', 'not', 'where'].includes(name));
  const inner: readonly (readonly [string, unknown])[] =
    part === undefined
      ? []
      : Array.isArray(part[1])
        ? part[1].map((one: unknown, n) => [`${part[0]}[${n}]`, one] as const)
        : [[part[0], part[1]]];
  for (const [name, one] of inner) {
    if (!query.safeParse(one).success) return whatIsWrong(one, path === '' ? name : `${path}.${name}`);
  }
  const shown = JSON.stringify(data).slice(0, MOST_SHOWN);
  return `${at} is ${shown}, which is neither a condition on a column, tag or events nor an and, or, not of others`;
}
