import { quality, sql } from 'tally';
import { implemented, judge, untestable } from 'tally/claims';
import { usersContract } from '../contract.js';
import { type DouyinClaim, defineClaim } from '../claim.js';

/** The largest amount that DECIMAL(10,2) holds. */
const LARGEST_DECIMAL = 10 ** 8 - 0.01;

/** Sections 2 to 4.1: fields, cleaning, plan. */
export const PREPARATION_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-2-SCHEMA',
    section: '2',
    kind: 'statement',
    published: 'The data description lists 14 fields in a table, with name and meaning.',
    check: ({ users }) => {
      const named = users.source.columns.length - users.unusedColumns.length;
      return judge({
        computed: { namedFields: named, columnsOfTheFile: users.source.columns.length },
        published: { namedFields: '14' },
        words: named === Object.keys(usersContract.columns).length,
        definition: 'Columns of the file that are named in the contract of the user table.',
      });
    },
  }),
  defineClaim({
    id: 'D-3.2-DROPCOLS',
    section: '3.2',
    kind: 'statement',
    published: 'Two columns without content, `MyUnknownColumn` and `Unnamed: 0`, are removed from the table.',
    publishedZh: '从表中删除两个无内容的列：`MyUnknownColumn`和`Unnamed: 0`。',
    check: ({ users }) =>
      judge({
        computed: {
          unused: users.unusedColumns.length,
          names: users.unusedColumns.map((name) => (name === '' ? '(no name)' : name)).join(', '),
        },
        published: { unused: '2' },
        words: users.unusedColumns.includes('Unnamed: 0'),
        definition: 'Columns of the file that no analysis uses.',
        note: 'The import names the unnamed column MyUnknownColumn.',
      }),
  }),
  defineClaim({
    id: 'D-3.2-HEAD10',
    section: '3.2',
    kind: 'figure-or-table',
    published: 'The first 10 rows of the imported table, published as an image.',
    check: async ({ users }) => {
      const first = await users.engine.all(
        sql`SELECT user_id, age, location FROM ${users} ORDER BY file_row LIMIT 10`,
        { user_id: 'text', age: 'integer', location: 'text' },
      );
      return untestable(
        {
          firstIds: first.map((row) => row.user_id).join(', '),
          firstAges: first.map((row) => row.age).join(', '),
        },
        'The rows are published only as an image; comparing them with the file would require their text.',
      );
    },
  }),
  defineClaim({
    id: 'D-3.2-ID',
    section: '3.2',
    kind: 'statement',
    published: 'The character `#` is removed from every User_ID.',
    publishedZh: '去除每个User_ID中的字符`#`。',
    check: async ({ users }) => {
      const ids = await users.engine.one(
        sql`SELECT count(DISTINCT user_id) AS ids, count(*) FILTER (WHERE user_id LIKE '%#%') AS hashes FROM ${users}`,
        { ids: 'integer', hashes: 'integer' },
      );
      return judge({
        computed: { users: users.accepted, differentIds: ids.ids, idsWithHash: ids.hashes },
        words: ids.ids === users.accepted && ids.hashes === 0,
        definition: 'The loader strips # from the start of every id and requires unique ids.',
      });
    },
  }),
  defineClaim({
    id: 'D-3.2-DECIMAL',
    section: '3.2',
    kind: 'statement',
    published:
      'Changing the average order value from DOUBLE to DECIMAL(10,2) raises warnings, which are attributed to out-of-range values and considered harmless.',
    publishedZh: '将客单价由DOUBLE改为DECIMAL(10,2)时出现警告，文中归因于数值超出范围，并认为没有影响。',
    check: async ({ users, summaries }) => {
      const { average_order_value: value } = await summaries();
      const { rounded } = await users.engine.one(
        sql`SELECT count(*) FILTER (WHERE average_order_value * purchase_frequency <> total_spending) AS rounded FROM ${users}`,
        { rounded: 'integer' },
      );
      return judge({
        computed: { largest: value.max, largestThatFits: LARGEST_DECIMAL, valuesRounded: rounded },
        words: value.max > LARGEST_DECIMAL,
        definition: 'DECIMAL(10,2) overflows above 99,999,999.99.',
        note: {
          contradicted:
            'No value overflows: the largest is {largest}. The warnings are about rounding, which changes {valuesRounded} values by less than a cent.',
        },
      });
    },
  }),
  defineClaim({
    id: 'D-3.2-AOVMAX',
    section: '3.2',
    kind: 'statement',
    published: 'The largest average order value is 10100.00; minimum and mean are published as an image.',
    check: async ({ summaries }) => {
      const { average_order_value: value } = await summaries();
      return judge({
        computed: { max: value.max, min: value.min, mean: value.mean },
        published: { max: '10100.00' },
        definition: 'Largest average order value of a user, in yuan.',
      });
    },
  }),
  defineClaim({
    id: 'D-3.2-NULL',
    section: '3.2',
    kind: 'statement',
    published: 'A check of all fields for NULL finds no missing value.',
    publishedZh: '对所有字段做空值检查，未发现缺失值。',
    check: ({ users }) => {
      const missing = users.missing.total('missing').raw;
      return judge({
        computed: { missingValues: missing },
        words: missing === 0,
        definition: 'Nulls, empty strings and strings that mean missing, in all columns and rows.',
      });
    },
  }),
  defineClaim({
    id: 'D-3.2-DUP',
    section: '3.2',
    kind: 'statement',
    published: 'Grouping by all fields finds no duplicate rows.',
    publishedZh: '按所有字段分组，未发现重复行。',
    check: async ({ users }) => {
      const { duplicates } = await quality(users);
      const surplus = (kind: 'rows' | 'keys' | 'near') => duplicates.at({ kind }).surplus.raw;
      return judge({
        computed: {
          equalRows: surplus('rows'),
          repeatedIds: surplus('keys'),
          equalButForTheId: surplus('near'),
        },
        words: surplus('rows') === 0,
        definition: 'Rows equal in every column, including the id; the first of each is not counted.',
      });
    },
  }),
  defineClaim({
    id: 'D-4.1-MAP',
    section: '4.1',
    kind: 'figure-or-table',
    published: 'A mind map of the analysis steps, published as an image.',
    check: () =>
      implemented(
        {},
        'The analysis plan, published as an image, corresponds to notebooks 01-cleaning to 06-actions.',
      ),
  }),
];
