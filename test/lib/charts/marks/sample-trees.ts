/** Results with a row for each node of a tree, for the figures of `samples.ts`. */
import { column, type Locale } from 'tally';
import { optional } from '../../../../lib/src/core/column.js';
import { resultOf } from './result-of.js';
import { label } from './sample-names.js';

const RULES = {
  volatile: { label: label('Volatility of transaction value at most 0.56', '交易价值波动性不超过0.56') },
  score: { label: label('Customer score at most 62', '综合客户得分不超过62') },
  orders: { label: label('Transactions a month at most 1.5', '月均交易次数不超过1.5') },
};

export const NODE = {
  node: column.text(label('Node', '节点'), { hidden: true }),
  parent: optional(column.text(label('Node above', '上级节点'), { hidden: true })),
  branch: optional(column.yesNo(label('Meets it', '是否满足'))),
  rule: optional(column.category(label('Condition', '条件'), RULES)),
  rows: column.count('rows', { hidden: true }),
  share: column.percent('share', { base: 'rows' }),
  mean: column.percent(label('Mean', '均值')),
};

const row = (node: string, rule: keyof typeof RULES | null, rows: number, mean: number) => ({
  ...{ node, rule, rows, mean, share: rows / 150 },
  parent: node === '1' ? null : node.slice(0, -2),
  branch: node === '1' ? null : node.endsWith('1'),
});

/** A tree that is deeper on one side than on the other. */
export const retentionTree = (locale: Locale) =>
  resultOf(
    NODE,
    [
      row('1', 'volatile', 150, 0.55),
      row('1.1', 'score', 96, 0.62),
      row('1.1.1', null, 41, 0.48),
      row('1.1.2', 'orders', 55, 0.724),
      row('1.1.2.1', null, 20, 0.69),
      row('1.1.2.2', null, 35, 0.743),
      row('1.2', null, 54, 0.43),
    ],
    {
      locale,
      title: label('Decision tree for predicted retention', '预测留存率的决策树'),
      chart: { mark: 'tree', text: ['mean', 'share'], color: 'mean' },
    },
  );

/** A full tree of four levels below the top: sixteen leaves, more than fit. */
export const fullTree = (locale: Locale) => {
  const rules = Object.keys(RULES) as (keyof typeof RULES)[];
  const below = (node: string, depth: number): ReturnType<typeof row>[] => [
    row(
      node,
      depth === 4 ? null : (rules[depth % 3] ?? null),
      Math.round(150 / 2 ** depth),
      node.split('2').length / 6,
    ),
    ...(depth === 4 ? [] : ['1', '2'].flatMap((way) => below(`${node}.${way}`, depth + 1))),
  ];
  return resultOf(NODE, below('1', 0), { locale, title: label('Every level', '全部层级') });
};

/** A tree of groups. */
export const groupTree = (locale: Locale) => {
  const schema = {
    ...NODE,
    group: column.category(label('Most frequent group', '占比最高的组'), {
      Basic: { label: label('Basic', '基础') },
      Premium: { label: label('Premium', '高端') },
      Growing: { label: label('Growing', '成长') },
    }),
  };
  const groups = ['Premium', 'Basic', 'Basic', 'Growing', 'Premium'] as const;
  const rows = [
    row('1', 'score', 150, 0.5),
    row('1.1', 'orders', 70, 0.4),
    row('1.1.1', null, 30, 0.9),
    row('1.1.2', null, 40, 0.8),
    row('1.2', null, 80, 0.95),
  ];
  return resultOf(
    schema,
    rows.map((one, at) => ({ ...one, group: groups[at] ?? 'Basic' })),
    { locale, title: label('What the segments amount to', '分层的实质') },
  );
};
