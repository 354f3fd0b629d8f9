import { usersContract } from '../../../data/users.js';
import { qualityReport } from '../../../data/quality.js';
import { sql } from '../../../engine/sql.js';
import { implemented, judge, untestable } from '../finding.js';
import type { UserCheck } from './study.js';

/** The largest amount that DECIMAL(10,2) holds. */
const LARGEST_DECIMAL = 10 ** 8 - 0.01;

/** Sections 2 to 4.1: fields, cleaning, plan. */
export const CLEANING_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-2-SCHEMA': ({ loaded }) => {
    const named = loaded.source.columns.length - loaded.unusedColumns.length;
    return judge({
      computed: { namedFields: named, columnsOfTheFile: loaded.source.columns.length },
      published: { namedFields: '14' },
      words: named === Object.keys(usersContract.columns).length,
      definition: 'Columns of the file that the contract of the user table names.',
    });
  },
  'D-3.2-DROPCOLS': ({ loaded }) =>
    judge({
      computed: {
        unused: loaded.unusedColumns.length,
        names: loaded.unusedColumns.map((name) => (name === '' ? '(no name)' : name)).join(', '),
      },
      published: { unused: '2' },
      words: loaded.unusedColumns.includes('Unnamed: 0'),
      definition: 'Columns of the file that no analysis uses.',
      note: 'The column without a name is what the import calls MyUnknownColumn.',
    }),
  'D-3.2-HEAD10': async ({ engine, users }) => {
    const first = await engine.all(
      sql`SELECT user_id, age, location FROM ${users} ORDER BY file_row LIMIT 10`,
      { user_id: 'text', age: 'integer', location: 'text' },
    );
    return untestable(
      {
        firstIds: first.map((row) => row.user_id).join(', '),
        firstAges: first.map((row) => row.age).join(', '),
      },
      'The rows stand in a picture; it would take their text to compare them with the file.',
    );
  },
  'D-3.2-ID': async ({ engine, users, loaded }) => {
    const ids = await engine.one(
      sql`SELECT count(DISTINCT user_id) AS ids, count(*) FILTER (WHERE user_id LIKE '%#%') AS hashes FROM ${users}`,
      { ids: 'integer', hashes: 'integer' },
    );
    return judge({
      computed: { users: loaded.accepted, differentIds: ids.ids, idsWithHash: ids.hashes },
      words: ids.ids === loaded.accepted && ids.hashes === 0,
      definition: 'The loader takes # off the front of every id and demands that ids stay unique.',
    });
  },
  'D-3.2-DECIMAL': async ({ engine, users, summaries }) => {
    const { average_order_value: value } = await summaries();
    const { rounded } = await engine.one(
      sql`SELECT count(*) FILTER (WHERE average_order_value * purchase_frequency <> total_spending) AS rounded FROM ${users}`,
      { rounded: 'integer' },
    );
    return judge({
      computed: { largest: value.max, largestThatFits: LARGEST_DECIMAL, valuesRounded: rounded },
      words: value.max > LARGEST_DECIMAL,
      definition: 'DECIMAL(10,2) overflows above 99,999,999.99.',
      note: {
        contradicted:
          'No value overflows: the largest is {largest}. The warnings are of rounding, which changes {valuesRounded} values by less than a cent.',
      },
    });
  },
  'D-3.2-AOVMAX': async ({ summaries }) => {
    const { average_order_value: value } = await summaries();
    return judge({
      computed: { max: value.max, min: value.min, mean: value.mean },
      published: { max: '10100.00' },
      definition: 'Largest average order value of a user, in yuan.',
    });
  },
  'D-3.2-NULL': ({ loaded }) => {
    const missing = loaded.missing.reduce(
      (sum, { nulls, empty, sentinels }) => sum + nulls + empty + sentinels,
      0,
    );
    return judge({
      computed: { missingValues: missing },
      words: missing === 0,
      definition: 'Nulls, empty texts and texts that mean missing, over all columns and rows.',
    });
  },
  'D-3.2-DUP': async ({ engine, loaded }) => {
    const { duplicates } = await qualityReport(engine, loaded);
    return judge({
      computed: {
        equalRows: duplicates.rows,
        repeatedIds: duplicates.keys,
        equalButForTheId: duplicates.near,
      },
      words: duplicates.rows === 0,
      definition: 'Rows equal in every column, the id included; the first of each is not counted.',
    });
  },
  'D-4.1-MAP': () =>
    implemented(
      {},
      'The plan of the analysis, a picture, is the sequence of notebooks 01-cleaning to 06-actions.',
    ),
};
