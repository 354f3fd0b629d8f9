import { both } from '../../core/heading.js';
import type { Label } from '../../core/label.js';
import { count, list } from '../../core/quantity.js';
import { described, type Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import type { Scale } from '../../stats/scaling.js';
import { scaleOf, type Features, type Scales } from './better-features.js';
import type { Search } from './better-counts.js';

const SCALES: Readonly<Record<Scale, Label>> = {
  z: { en: 'by mean and standard deviation', zh: '按均值和标准差' },
  robust: { en: 'by median and interquartile range', zh: '按中位数和四分位距' },
  log: {
    en: 'by the logarithm of one plus the value, then by mean and standard deviation',
    zh: '先取（值加一）的对数，再按均值和标准差',
  },
  none: { en: 'not at all', zh: '不做缩放' },
};

/** Names of columns in both languages, as a list. */
export const namesOf = (table: Table, columns: readonly string[]) =>
  list(columns.map((column) => both(described(table, column).label)));

/** The note below the table: what was left out, how features were scaled, and what is of a sample. */
export function noteOf(
  table: Table,
  features: Features,
  scale: Scales,
  rows: { readonly all: number; readonly incomplete: number },
  search: Search,
): Label {
  const used = features.used.map(({ column }) => column);
  const scales = [...new Set(used.map((column) => scaleOf(scale, column)))];
  const parts: Label[] = scales.map((one) => {
    const names = namesOf(
      table,
      used.filter((column) => scaleOf(scale, column) === one),
    );
    return {
      en: `Features scaled ${SCALES[one].en}: ${names.en}.`,
      zh: `特征缩放方式（${SCALES[one].zh}）：${names.zh}。`,
    };
  });
  const { constant, copies } = features;
  if (constant.length > 0) {
    const names = namesOf(table, constant);
    parts.push({
      en: `Left out because they are constant: ${names.en}.`,
      zh: `取值恒定而剔除：${names.zh}。`,
    });
  }
  if (copies.length > 0) {
    const names = namesOf(table, copies);
    parts.push({
      en: `Left out as copies of others: ${names.en}.`,
      zh: `与其他特征重复而剔除：${names.zh}。`,
    });
  }
  if (rows.incomplete > 0) {
    const n = count(rows.incomplete);
    parts.push({
      en: `Rows without a value, not clustered: ${n.en}.`,
      zh: `缺少特征值而未参与聚类：${n.zh}行。`,
    });
  }
  if (search.sampled < rows.all) {
    const n = count(search.sampled);
    parts.push({
      en: `Silhouette, gap and stability are of a sample of ${n.en} rows.`,
      zh: `轮廓系数、Gap统计量与稳定性基于${n.zh}行样本。`,
    });
  }
  if (search.mixtureSampled < rows.all) {
    const n = count(search.mixtureSampled);
    parts.push({
      en: `Mixtures are fitted to a sample of ${n.en} rows.`,
      zh: `混合模型基于${n.zh}行样本拟合。`,
    });
  }
  return { en: parts.map(({ en }) => en).join(' '), zh: parts.map(({ zh }) => zh).join('') };
}

/** Which rules choose this number of clusters. */
export function chosenBy(k: number, { found }: Search): Label {
  const rules = [
    ...(found.silhouette === k ? [term('silhouette')] : []),
    ...(found.gap === k ? [term('gapStatistic')] : []),
    ...(found.bic === k ? [{ en: 'BIC', zh: 'BIC' }] : []),
  ];
  const { en, zh } = list(rules);
  return { en, zh };
}

/** Names of clusters and components by their keys. */
export function clusterCategories(keys: readonly string[], kind: 'cluster' | 'component') {
  return keys.map((key, index) => {
    const n = count(index + 1);
    const label =
      kind === 'cluster'
        ? { en: `Cluster ${n.en}`, zh: `聚类${n.zh}` }
        : { en: `Component ${n.en}`, zh: `成分${n.zh}` };
    return [key, { label }] as const;
  });
}
