import { ROLES, type Role } from '../core/roles.js';
import type { Format } from '../core/schema.js';
import { closest } from '../core/closest.js';
import { OptionsError } from '../errors.js';
import type { ColumnContract } from './column-contract.js';
import { defineTable, type TableContract } from './contract.js';

const KINDS = { text: 'text?', boolean: 'boolean?', timestamp: 'timestamp?' } as const;

/** Numbers of days, purchases, years, minutes and pages. */
const COUNTS: readonly Role[] = ['recency', 'frequency', 'age', 'minutes', 'pages'];

/**
 * The contract of a table of customers of which only is known which column plays which role: each column takes the name of
 * its role, must hold what the role needs, and may be missing in a row. Rows in which one does not are set aside.
 *
 * @param columns the columns of the file by role: `{ user: 'KundenNr', monetary: 'Umsatz', region: 'Land' }`.
 * @throws OptionsError for a role that does not exist.
 * @example
 * const contract = roleContract('customers', { user: 'KundenNr', monetary: 'Umsatz', region: 'Land' });
 * const customers = await load(tally, 'kunden.csv', { contract });
 * await portrait.groupMeans(bind(customers, { monetary: 'monetary' }), 'monetary', 'region');
 */
export function roleContract(
  name: string,
  columns: Readonly<Partial<Record<Role, string>>>,
): TableContract<Readonly<Record<string, ColumnContract>>> {
  const entries = Object.entries(columns).map(([role, source]): [string, ColumnContract] => {
    if (isRole(role)) return [role, columnOf(role, source)];
    const near = closest(role, Object.keys(ROLES));
    throw new OptionsError(
      `"${role}" is not a role of a column: ` +
        (near === undefined ? `use one of ${Object.keys(ROLES).join(', ')}.` : `did you mean ${near}?`),
    );
  });
  return defineTable({ name, columns: Object.fromEntries(entries) });
}

const isRole = (name: string): name is Role => Object.hasOwn(ROLES, name);

function columnOf(role: Role, source: string): ColumnContract {
  const [kind] = ROLES[role];
  const format: Format | undefined = COUNTS.includes(role) ? 'count' : undefined;
  return {
    type: kind === 'integer' ? 'double?' : KINDS[kind],
    ...{ source, role, label: { en: source, zh: source } },
    ...(format !== undefined && { format }),
  };
}
