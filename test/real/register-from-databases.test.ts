import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal, open, sql, type Tally } from 'tally';
import { judgeRegister } from 'tally-studies';
import {
  hasMariadb,
  hasPostgres,
  startMariadb,
  startPostgres,
  type TestServer,
} from '../lib/data/database/servers.js';
import { realFile } from './files.js';

const file = realFile('douyin/user_personalized_features.csv');

/** The columns of the file, with the types of a database. */
const COLUMNS = {
  User_ID: 'VARCHAR(20) NOT NULL',
  Age: 'INT',
  Gender: 'VARCHAR(20)',
  Location: 'VARCHAR(20)',
  Income: 'INT',
  Interests: 'VARCHAR(40)',
  Last_Login_Days_Ago: 'INT',
  Purchase_Frequency: 'INT',
  Average_Order_Value: 'DOUBLE PRECISION',
  Total_Spending: 'DECIMAL(12,2)',
  Product_Category_Preference: 'VARCHAR(40)',
  Time_Spent_on_Site_Minutes: 'INT',
  Pages_Viewed: 'INT',
  Newsletter_Subscription: 'BOOLEAN',
} as const;

/** SQL that makes the table of the file as the import of the document did: it names the column without a name. */
async function usersTable(tally: Tally, path: string, quoted: (name: string) => string): Promise<string> {
  const { rows } = await tally.engine.query(
    sql`SELECT * FROM read_csv(${literal(path)}, all_varchar = true)`,
  );
  const names = Object.keys(COLUMNS);
  const tuples = rows.map((row, index) => {
    const values = names.map((name) => {
      const value = row[name] ?? null;
      if (value === null) return 'NULL';
      return /^(true|false)$/i.test(String(value))
        ? String(value)
        : `'${String(value).replaceAll("'", "''")}'`;
    });
    return `(${[index, index, ...values].join(', ')})`;
  });
  const declared = Object.entries(COLUMNS).map(([name, type]) => `${quoted(name)} ${type}`);
  const unused = `${quoted('MyUnknownColumn')} INT PRIMARY KEY, ${quoted('Unnamed: 0')} INT`;
  return `CREATE TABLE users (${unused}, ${declared.join(', ')}); INSERT INTO users VALUES ${tuples.join(', ')}`;
}

describe.skipIf(file === null)('the register of the user study from a database', () => {
  let tally: Tally;
  let expected: string;
  const servers: TestServer[] = [];
  beforeAll(async () => {
    tally = await open({ threads: 2 });
    // Only the name of that column is another one.
    expected = (await registerOf(file ?? '')).replace('(no name)', 'MyUnknownColumn');
  });
  const registerOf = async (users: string) => JSON.stringify(await judgeRegister(tally, { users }), null, 1);
  afterAll(async () => {
    delete process.env['TALLY_DB_PASSWORD_FILE'];
    tally.close();
    for (const server of servers) await server.stop();
  });

  it.skipIf(!hasMariadb)(
    'MariaDB has the verdicts and numbers of the file',
    async () => {
      const server = await startMariadb();
      servers.push(server);
      await server.run(await usersTable(tally, file ?? '', (name) => `\`${name}\``));
      process.env['TALLY_DB_PASSWORD_FILE'] = server.passwordFile;
      expect(await registerOf(server.url('table=users'))).toBe(expected);
    },
    180_000,
  );

  it.skipIf(!hasPostgres)(
    'Postgres has the verdicts and numbers of the file',
    async () => {
      const server = await startPostgres();
      servers.push(server);
      await server.run(await usersTable(tally, file ?? '', (name) => `"${name}"`));
      process.env['TALLY_DB_PASSWORD_FILE'] = server.passwordFile;
      expect(await registerOf(server.url('table=users'))).toBe(expected);
    },
    180_000,
  );
});
