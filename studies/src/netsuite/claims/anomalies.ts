import { implemented, judge, untestable } from 'tally/claims';
import { cells } from '../../study/cells.js';
import { total } from '../../study/total.js';
import { THRESHOLD } from '../audit.js';
import { defineClaim, type NetsuiteClaim } from '../claim.js';

export const ANOMALY_CLAIMS: readonly NetsuiteClaim[] = [
  defineClaim({
    id: 'A-0-DEF',
    section: '0',
    kind: 'rule',
    published:
      'A customer is anomalous if the predicted retention differs from the mean of its profitability segment by >15 percentage points.',
    publishedZh: '若预测留存率与所在盈利段均值相差超过15个百分点，则该客户为异常客户。',
    check: async ({ audit }) => {
      const { anomalies } = await audit();
      return implemented(
        {
          threshold: 100 * THRESHOLD,
          rows: anomalies.total('anomalies').raw,
          expected: anomalies.total('expected').raw,
        },
        'The fixed band measures the spread of a segment: {expected} of the {rows} rows would lie beyond it if retention were normal in every segment.',
        'Predicted retention further from the mean of its segment than the threshold, in percentage points. Implemented by auditSegmentation.',
      );
    },
  }),
  defineClaim({
    id: 'A-1-MEAN-1..5',
    section: '1',
    kind: 'statement',
    published:
      'Mean retention by segment: Premium 65.9%, High Value 55.6%, Standard 52.3%, Basic 47.4%, Growing 44.0%.',
    publishedZh:
      '各段平均留存率：Premium 65.9%，High Value 55.6%，Standard 52.3%，Basic 47.4%，Growing 44.0%。',
    check: async ({ audit }) => {
      const { anomalies } = await audit();
      return judge({
        computed: cells(anomalies.rows, (row) => row.segment, { percent: (row) => 100 * row.mean }),
        published: {
          percent_premium: '65.9',
          percent_high_value: '55.6',
          percent_standard: '52.3',
          percent_basic: '47.4',
          percent_growing: '44.0',
        },
        definition: 'Mean predicted retention of the rows of the segment.',
      });
    },
  }),
  defineClaim({
    id: 'A-1-N47',
    section: '1',
    kind: 'statement',
    published: 'The rule finds 47 anomalous customers.',
    publishedZh: '按此规则筛选出47位异常客户。',
    check: async ({ audit }) => {
      const fixed = (await audit()).methods.at({ method: 'fixed' });
      const [rows, customers] = [fixed.rows.raw, fixed.customers.raw];
      return judge({
        computed: { rows, customers },
        published: { rows: '47' },
        onlyAsDefined: rows !== customers,
        definition: 'Rows of the table beyond the band, counted as customers.',
        note: {
          'confirmed-as-defined': 'The count is of rows: {rows} rows are {customers} customers.',
          contradicted: 'The table has {rows} such rows of {customers} customers.',
        },
      });
    },
  }),
  defineClaim({
    id: 'A-2.1-FIG1',
    section: '2.1',
    kind: 'figure-or-table',
    published:
      'Monthly against total transactions of the anomalous customers, a scatter plot, published as an image.',
    publishedZh: '异常客户的每月平均交易次数与总交易次数散点图（仅为图片）。',
    check: async ({ cadence }) => {
      const { rows, spearman } = (await cadence()).at({ group: 'anomalous' });
      return untestable(
        { rows: rows.raw, spearman: spearman.raw },
        'Published only as an image; checking it would require its points.',
        'Rank correlation of transactions and transactions a month among anomalies.',
      );
    },
  }),
  defineClaim({
    id: 'A-2.1-C1',
    section: '2.1',
    kind: 'statement',
    published:
      'Total and monthly transactions of the anomalous customers are not clearly linear; some customers are assumed to buy in bursts.',
    publishedZh: '异常客户的总交易次数与月均交易次数没有清晰的线性关系，部分客户可能是脉冲式客户。',
    check: async ({ cadence }) => {
      const found = (await cadence()).at({ group: 'anomalous' });
      const all = (await cadence()).at({ group: 'all' });
      const linear = (found.pearson.raw ?? 0) ** 2;
      return judge({
        computed: {
          pearson: found.pearson.raw,
          spearman: found.spearman.raw,
          percentExplained: 100 * linear,
          pearson_all: all.pearson.raw,
        },
        words: linear < 0.5,
        definition:
          'Correlations among anomalies. Not clearly linear: a line explains less than half of the variance.',
        note: {
          contradicted:
            'A straight line explains {percentExplained} percent of the variance among anomalies (r = {pearson}); among all rows r = {pearson_all}.',
        },
      });
    },
  }),
  defineClaim({
    id: 'A-2.1-C2',
    section: '2.1',
    kind: 'statement',
    published:
      'Some anomalous customers may have come back after a pause; the model is said to overlook their low recent activity.',
    publishedZh: '部分异常客户可能是休眠后回归，模型忽略了其近期的不活跃。',
    check: async ({ audit }) => {
      const relations = (await audit()).relations;
      const constant = relations.where({ relation: 'constant' });
      return untestable(
        { constantColumns: constant.length, names: constant.rows.map((row) => row.column).join(', ') },
        'The table has no date of any transaction: a pause and a return cannot be seen. It would require dated orders.',
      );
    },
  }),
  defineClaim({
    id: 'A-2.1-FIG2',
    section: '2.1',
    kind: 'figure-or-table',
    published:
      'Volatility of transaction value of the anomalous customers by segment, a box plot, published as an image.',
    publishedZh: '异常客户各盈利段的交易价值波动性箱线图（仅为图片）。',
    check: async ({ volatility }) =>
      untestable(
        cells(await volatility(), (row) => row.segment, { median: (row) => row.median }),
        'Published only as an image; checking it would require its points.',
        'Median volatility of the anomalies of a segment.',
      ),
  }),
  defineClaim({
    id: 'A-2.1-C3',
    section: '2.1',
    kind: 'statement',
    published:
      'The volatility of anomalous High Value and Premium customers does not differ from that of other segments and is even lower than that of Growing.',
    publishedZh: 'High Value和Premium异常客户的波动性与其他分段无显著区别，甚至低于Growing。',
    check: async ({ audit, volatility }) => {
      const { anomalies } = await audit();
      const of = (segment: string) => anomalies.at({ segment }).anomalies.raw ?? 0;
      const found = await volatility();
      const median = (segment: string) => found.find((row) => row.segment === segment)?.median ?? null;
      const compared = ['High Value', 'Premium', 'Growing'].every((segment) => of(segment) > 0);
      const [high, premium, growing] = ['High Value', 'Premium', 'Growing'].map(median);
      return judge({
        computed: {
          rows_high_value: of('High Value'),
          rows_premium: of('Premium'),
          rows_growing: of('Growing'),
          median_high_value: high,
        },
        words: compared && (high ?? 1) < (growing ?? 0) && (premium ?? 1) < (growing ?? 0),
        definition: 'Anomalies of the segment, and their median volatility.',
        note: {
          contradicted:
            'Premium has {rows_premium} anomalies and Growing {rows_growing}: without any in both, nothing can be said of them.',
        },
      });
    },
  }),
  defineClaim({
    id: 'A-2.1-C4',
    section: '2.1',
    kind: 'statement',
    published:
      'A few large orders may have wrongly placed some customers without steady value in the high-value segments.',
    publishedZh: '一些客户可能因少数几笔大额交易被错误地划入高价值分段。',
    check: async ({ volatility }) => {
      const high = (await volatility()).filter(({ segment }) => ['High Value', 'Premium'].includes(segment));
      const [rows, volatile] = [
        total(high.map(({ anomalies }) => anomalies)),
        total(high.map((row) => row.volatile)),
      ];
      return judge({
        computed: { rows, volatile },
        words: volatile > 0,
        definition:
          'Anomalies of High Value and Premium, and those among them with a volatility of 0.5 or more.',
        note: {
          contradicted:
            'None of the {rows} anomalies there is volatile, as customers of a few large orders would be.',
        },
      });
    },
  }),
];
