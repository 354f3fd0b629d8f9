import { readFileSync } from 'node:fs';
import { parse as parsePath } from 'node:path';
import { OptionsError, QueryError, SourceNotFoundError } from '../../errors.js';
import type { Session } from '../../core/session.js';
import type { RegisterEntry } from '../published/entry.js';
import { judge, untestable, type Judgment } from '../published/judge.js';
import { factQuery } from './metrics.js';
import { meetsPrinted, parsePrinted, type PrintedNumber } from './printed.js';
import { FACT_TABLES, factId, parseFacts, type Fact, type FactTable } from './report.js';
import { loadFacts, withFacts, type FactData, type FactOptions } from './tables.js';

/** The files that a report is checked against. */
export type FactFiles = Readonly<Partial<Record<FactTable, string>>>;

type Loaded = ReadonlyMap<FactTable, FactData>;

/**
 * Judges the claims of a report, a YAML file, against data: `confirmed` if the computed value is within the range of the
 * printed number, `contradicted` if it is not, `untestable` if a file is missing or nothing can be computed.
 *
 * Where a file writes numbers such as `4,500`, which may be read in two ways, `decimal` gives its decimal mark; `encoding` is that of
 * files that do not tell their own.
 *
 * Claims refer to the files as `users`, `events` and `orders`, regardless of other tables in the session.
 *
 * @throws OptionsError for a report that cannot be read, a missing column or SQL that does not run, naming the claim;
 *   whatever the loaders throw for a file.
 * @example
 * const entries = await factcheck(tally, 'report.yaml', { users: 'data/sample/users.csv' });
 * entries.filter(({ verdict }) => verdict === 'contradicted');
 */
export async function factcheck(
  tally: Session,
  report: string,
  files: FactFiles,
  options: FactOptions = {},
): Promise<RegisterEntry[]> {
  const facts = parseFacts(readReport(report), report);
  const loaded = new Map<FactTable, FactData>();
  for (const name of FACT_TABLES) {
    const path = files[name];
    if (path !== undefined) loaded.set(name, await loadFacts(tally, name, path, options));
  }
  const entries: RegisterEntry[] = [];
  for (const [index, fact] of facts.entries()) {
    const id = factId(fact, index);
    const judgment = await judgeFact(tally, fact, loaded).catch((cause: unknown) => {
      if (!(cause instanceof OptionsError || cause instanceof QueryError)) throw cause;
      throw new OptionsError(`${report}: claim ${id}: ${cause.message}`, { cause });
    });
    entries.push({ id, document: parsePath(report).name, section: '', published: fact.claim, ...judgment });
  }
  return entries;
}

async function judgeFact({ engine }: Session, fact: Fact, loaded: Loaded): Promise<Judgment> {
  if (fact.metric === 'none') return untestable({}, fact.needs);
  const missing = tablesOf(fact).find((name) => !loaded.has(name));
  if (missing !== undefined) return untestable({}, `not given: requires the data of --${missing}`);
  const { query, definition } = factQuery(fact, fact.metric === 'sql' ? undefined : loaded.get(fact.table));
  const { value, left_out: leftOut } = await engine.one(withFacts(query, [...loaded.values()]), {
    value: 'double?',
    left_out: 'integer',
  });
  const printed = parsePrinted(fact.printed, fact.within);
  const remark = [
    ...(leftOut === 0 ? [] : [` Left out because not a number: ${counted(leftOut, 'value')}.`]),
    ...tablesOf(fact).flatMap((name) => {
      const setAside = loaded.get(name)?.setAside ?? 0;
      return setAside === 0
        ? []
        : [` Left out because they could not be split into columns: ${counted(setAside, 'row')} of ${name}.`];
    }),
  ].join('');
  if (value === null) return untestable({}, 'The data give no value.', definition + remark);
  return judge({
    computed: computedOf(value, printed),
    words: meetsPrinted(value, printed),
    definition: definition + remark,
    note: {
      contradicted: `Published ${printed.text}, computed {${printed.scale === 100 ? 'percent' : 'value'}}.`,
    },
  });
}

const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

function computedOf(value: number, { scale }: PrintedNumber): Record<string, number> {
  return scale === 100 ? { percent: scale * value } : { value };
}

/** The tables that a claim reads; for SQL, those whose names occur in it as words. */
function tablesOf(fact: Exclude<Fact, { metric: 'none' }>): readonly FactTable[] {
  if (fact.metric !== 'sql') return [fact.table];
  return FACT_TABLES.filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(fact.sql));
}

function readReport(path: string): string {
  try {
    return readFileSync(path, 'utf-8');
  } catch (cause) {
    throw new SourceNotFoundError(`${path}: no such file.`, { cause });
  }
}
