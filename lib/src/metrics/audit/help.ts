import * as column from '../../core/column.js';
import { inOrder } from '../../core/categories.js';
import { both } from '../../core/heading.js';
import type { Label } from '../../core/label.js';
import { count } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Category } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { join, sql } from '../../engine/sql.js';
import { corrected } from '../../stats/multiple.js';
import { gainOf, type Gain } from './gain.js';
import { SAMPLE } from './sampled.js';
import { place, type Working } from './working.js';

const { optional } = column;

const ALL = 'all';

/** Equal errors differ in their last bits: less than this of one is no gain. */
const RESIDUE = 1e-12;

const schemaOf = ({ plan: { labels } }: Working) => ({
  proposed: column.category<string>(
    'proposedLabel',
    inOrder([
      ...Object.entries(labels).map(([name, { label }]): [string, Category] => [name, { label }]),
      [ALL, { label: term('allLabels') }],
    ]),
  ),
  rows: column.count('rows'),
  levels: column.count('levels'),
  before: optional(column.percent('explainedBySegments')),
  after: optional(column.percent('explainedWithLabel')),
  shuffled: optional(column.percent('explainedWithShuffled')),
  errorBefore: optional(column.decimal('errorBefore', { digits: 4, hidden: true })),
  errorAfter: optional(column.decimal('errorAfter', { digits: 4, hidden: true })),
  gain: optional(column.percent('errorRemoved')),
  p: optional(column.pValue()),
  q: optional(column.pValue('q')),
  restates: column.yesNo('restatesOutcome'),
  helps: column.yesNo('labelHelps'),
});

/** Whether labels proposed in addition to the segments tell more of the outcome, one row each. */
export type Help = Result<ReturnType<typeof schemaOf>>;

/**
 * Whether proposed labels help: the share of the outcome's variance that segments explain, with a label, and with the
 * same label shuffled; and the error in cross-validation by customer, of which the label removes `gain` (below 0: it
 * adds to it).
 *
 * gain = 1 - loss after / loss before, of mean squared errors; p by shuffling the labels of customers within segments;
 * q corrects over the labels. A label `helps` if q < 0.05, its gain is above 0 and it does not restate the outcome,
 * which it does if it can only have been made from it. With several labels, a last row has all together that do not.
 */
export async function helpOf(working: Working): Promise<Help> {
  const names = Object.keys(working.plan.labels);
  const labels = names.map((_, index) => sql`CAST(${place('l', index)} AS STRING)`);
  const rows: ({ readonly proposed: string } & ReturnType<typeof figures>)[] = [];
  for (const [index, label] of labels.entries()) {
    rows.push({ proposed: names[index] ?? '', ...figures(await gainOf(working, label)) });
  }
  const honest = labels.filter((_, index) => rows[index]?.restates === false);
  if (honest.length > 1) {
    rows.push({ proposed: ALL, ...figures(await gainOf(working, join(honest, " || ' / ' || "))) });
  }
  return new Result({
    session: working.rows.session,
    name: 'audit-labels',
    title: { en: 'Whether the proposed labels help', zh: '建议的标签是否有用' },
    schema: schemaOf(working),
    rows: corrected(rows).map((row) => ({
      ...row,
      helps: !row.restates && (row.q ?? 1) < 0.05 && (row.gain ?? 0) > RESIDUE,
    })),
    chart: { mark: 'bar', x: ['before', 'after', 'shuffled'], y: 'proposed' },
    note: noteOf(working),
  });
}

function figures({ rows, levels, all, shuffled, restates }: Gain) {
  return {
    ...{ rows, levels, restates },
    before: all?.before ?? null,
    after: all?.after ?? null,
    shuffled: shuffled?.explained ?? null,
    errorBefore: all === null ? null : Math.sqrt(all.lossBefore),
    errorAfter: all === null ? null : Math.sqrt(all.lossAfter),
    gain: all === null || all.lossBefore === 0 ? null : 1 - all.lossAfter / all.lossBefore,
    p: shuffled?.p ?? null,
  };
}

function noteOf({ plan: { labels, permutations, folds } }: Working): Label {
  const rules = Object.values(labels).flatMap(({ label, rule }) =>
    rule === undefined ? [] : [{ name: both(label), rule }],
  );
  const [draws, parts, most] = [count(permutations), count(folds), count(SAMPLE)];
  return {
    en: [
      ...rules.map(({ name, rule }) => `${name.en}: ${rule.en}.`),
      `Cross-validated in ${parts.en} parts of the customers; ${draws.en} shuffles, of at most ${most.en} customers.`,
    ].join(' '),
    zh: [
      ...rules.map(({ name, rule }) => `${name.zh}：${rule.zh}。`),
      `按客户分${parts.zh}折交叉验证；打乱${draws.zh}次，至多抽取${most.zh}名客户。`,
    ].join(''),
  };
}
