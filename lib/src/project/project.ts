import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Locale } from '../core/label.js';
import type { Role } from '../core/roles.js';
import { OptionsError } from '../errors.js';
import { eventColumnNames, type EventColumnNames } from '../events/columns.js';
import type { LoadEventsOptions } from '../events/load.js';
import type { LoadOptions } from '../load/load.js';
import type { DataKind } from '../mapping/kinds.js';
import type { OrderColumnNames } from '../orders/columns.js';
import type { LoadOrdersOptions } from '../orders/load.js';
import { parseProject } from './parse.js';
import type { ProjectFile } from './schema.js';

interface MapOf {
  readonly orders: OrderColumnNames;
  readonly events: EventColumnNames | null;
  readonly customers: Partial<Record<Role, string>>;
}

interface OptionsOf {
  readonly orders: Omit<LoadOrdersOptions, 'columns' | 'timeZone' | 'currency' | 'asOf'>;
  readonly events: Omit<LoadEventsOptions, 'columns' | 'timeZone'>;
  readonly customers: Omit<LoadOptions, 'contract'>;
}

interface DataOf {
  readonly orders: string;
  readonly events: string | string[];
  readonly customers: string;
}

/** What a `tally.yaml` says, as loaders and sessions take it. */
export interface Project<K extends DataKind = DataKind> {
  readonly kind: K;
  /** The data file, from the working directory. */
  readonly data: DataOf[K];
  /** Which column holds what, as far as it is said: the option `columns` of loaders. */
  readonly map: MapOf[K];
  readonly timeZone: string;
  readonly currency: string | null;
  readonly asOf: string | null;
  readonly locale: Locale;
  /** Types of events by what they are; empty: those with usual names. */
  readonly views: string[];
  readonly interests: string[];
  readonly purchases: string[];
  /** The loader's other options. */
  readonly options: OptionsOf[K];
}

/**
 * Reads a `tally.yaml`: where the data are, what they are, and which column holds what. The file is looked for in the
 * working directory and above; the path of the data is relative to it.
 *
 * @param kind the kind of data that the caller can work with.
 * @throws OptionsError if there is no such file, it has problems, each with its line, or is of another kind of data.
 * @example
 * const { data, map, options } = readProject('tally.yaml', 'orders');
 * const shop = await loadOrders(tally, data, { columns: map, ...options });
 */
export function readProject<K extends DataKind>(path: string, kind: K): Project<K> {
  const found = locate(path);
  const said = parseProject(readFileSync(found, 'utf8'), path);
  if (said.kind !== kind) {
    throw new OptionsError(`${path}: its data are ${said.kind}, and ${kind} are needed here.`);
  }
  const paths = [said.data].flat().map((one) => fromHere(found, one));
  const { views = [], interests = [], purchases = [], timeZone = 'UTC', currency, asOf, locale } = said;
  const project: Omit<Project, 'kind' | 'data' | 'map' | 'options'> = {
    ...{ timeZone, views, interests, purchases },
    currency: currency?.toUpperCase() ?? null,
    asOf: asOf ?? null,
    locale: locale ?? (process.env['NBCONVERT_LANG'] === 'zh' ? 'zh' : 'en'),
  };
  const data = said.kind === 'events' && paths.length > 1 ? paths : onePath(path, paths);
  const { map, options } = PARTS[kind](said);
  return { ...project, kind, data: data as DataOf[K], map, options };
}

type Parts = { readonly [K in DataKind]: (said: ProjectFile) => Pick<Project<K>, 'map' | 'options'> };

const PARTS: Parts = {
  orders: ({ map = {}, refunds, duplicates, canceled, unpaid, amountPer, rates, dateFormat, ...said }) => ({
    map,
    options: {
      ...reading(said),
      ...defined({ refunds, duplicates, canceled, unpaid, amountPer, rates, dateFormat }),
    },
  }),
  events: ({ map, types, from, to, duplicates, dateFormat, encoding, decimal, header }) => ({
    map: map === undefined ? null : eventColumnNames(map),
    options: defined({ types, from, to, duplicates, dateFormat, encoding, decimal, header }),
  }),
  customers: ({ map = {}, ...said }) => ({ map: rolesOf(map), options: reading(said) }),
};

/** Columns without a name go by their position in the loader, too. */
function rolesOf(map: Readonly<Record<string, string | number | null>>): Partial<Record<Role, string>> {
  return Object.fromEntries(
    Object.entries(map).flatMap(([role, name]) =>
      name === null ? [] : [[role, typeof name === 'number' ? `column_${name}` : name]],
    ),
  );
}

const reading = ({ decimal, encoding, header, delimiter, sheet }: Partial<ProjectFile>) =>
  defined({ decimal, encoding, header, delimiter, sheet });

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys that are not said. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function locate(path: string): string {
  let folder = process.cwd();
  for (;;) {
    const found = resolve(folder, path);
    if (existsSync(found)) return found;
    if (dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  throw new OptionsError(`${path}: no such file, here or above. \`tally init FILE\` makes one.`);
}

/** Addresses of databases are no paths. */
function fromHere(config: string, data: string): string {
  return /^\w+:\/\//.test(data) ? data : relative(process.cwd(), resolve(dirname(config), data)) || data;
}

function onePath(config: string, paths: readonly string[]): string {
  const [only = '', ...others] = paths;
  if (others.length === 0) return only;
  throw new OptionsError(`${config}: data names ${paths.length} files: only events can be in several.`);
}
