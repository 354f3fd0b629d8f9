import { closest } from '../../core/closest.js';
import { SourceNotFoundError } from '../../errors.js';
import type { Database, TableName } from './database.js';

/**
 * The table of a name, which is `name`, or `schema.name`. Only names that the database itself lists become part of a
 * statement.
 *
 * @throws SourceNotFoundError for one that does not exist or may not be seen, with a similar name if there is one.
 */
export async function findTable(database: Database, asked: string, place: string): Promise<TableName> {
  const tables = await database.tables();
  const [first] = tables;
  const found =
    tables.find(({ name }) => name === asked) ?? tables.find((table) => inSchema(table) === asked);
  if (found !== undefined) return found;
  const near = closest(asked, [...tables.map(({ name }) => name), ...tables.map(inSchema)]);
  const hint =
    near !== undefined
      ? `Did you mean ${near}?`
      : first === undefined
        ? 'The user sees no table in it: check the name of the database, and the rights of the user.'
        : `There are: ${tables.slice(0, SHOWN).map(inSchema).join(', ')}${tables.length > SHOWN ? ', …' : ''}.`;
  throw new SourceNotFoundError(`${place}: no such table or view. ${hint}`);
}

const SHOWN = 10;

const inSchema = ({ schema, name }: TableName): string => `${schema}.${name}`;
