import * as column from '../../core/column.js';
import { both } from '../../core/heading.js';
import type { Label } from '../../core/label.js';
import { count, decimal, percent, pValue } from '../../core/quantity.js';
import type { Category } from '../../core/schema.js';
import { described, type Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import { chiSquareUpperTail } from '../../stats/chi-square.js';
import { differenceOfMeans } from '../../stats/difference.js';
import type { GroupMoments } from '../../stats/moments.js';
import { holm } from '../../stats/multiple.js';
import { worded, wordKey } from '../worded.js';
import type { RoiPlan } from './options.js';
import type { Arm, Arms } from './sums.js';

const CHECKS = {
  control: { label: term('controlThere') },
  ratio: { label: term('groupSizes') },
  contamination: { label: term('controlUntouched') },
  balance: { label: term('alikeBefore') },
} as const satisfies Readonly<Record<string, Category>>;

/** What was checked, and in words what was found; `passes` is null where it cannot be told. */
export interface Check {
  readonly key: string;
  readonly check: keyof typeof CHECKS;
  readonly passes: boolean | null;
  readonly value: number | null;
  readonly p: number | null;
  readonly says: Label;
}

export const checkSchema = (by: column.TermOrText, checks: readonly Check[]) => ({
  by: column.text(by),
  check: column.category('qualityCheck', CHECKS),
  passes: column.optional(column.yesNo('passes')),
  value: column.optional(column.decimal('statistic', { hidden: true })),
  p: column.optional(column.pValue('p', { hidden: true })),
  says: worded(
    'whatWasFound',
    checks.map(({ says }) => says),
  ),
});

export const checkRow = ({ key, says, ...check }: Check) => ({ by: key, ...check, says: wordKey(says) });

/** With fewer, a variance is a guess. */
const ENOUGH = 30;
/** A mismatch this unlikely is no chance: the assignment or its records are broken. */
const MISMATCH = 0.001;
/** Standardized differences below it are usually called negligible. */
const NEGLIGIBLE = 0.1;

/**
 * What has to hold before an ROI can be read: a control group that is there and large enough; sizes of the groups as
 * designed (chi-square, p < 0.001 fails); nobody of the control who got it; and groups alike before the campaign
 * (standardized difference of 0.1 or more with p < 0.05 after Holm fails; of 0.1 or more without that is left open).
 */
export function checksOf(table: Table, plan: RoiPlan, arms: Arms): Check[] {
  const { treated, control, key } = arms;
  const there = { ...controlCheck(arms), key, check: 'control' as const };
  if (treated === null || control === null) return [there];
  const both = { key, treated, control };
  return [
    there,
    { ...ratioCheck(both, plan), key, check: 'ratio' },
    { ...contaminationCheck(both), key, check: 'contamination' },
    ...balanceChecks(table, plan, treated.before, control.before).map((found) => ({
      ...found,
      key,
      check: 'balance' as const,
    })),
  ];
}

/** A treated group with its control. */
interface Both {
  readonly key: string;
  readonly treated: Arm;
  readonly control: Arm;
}

type Found = Pick<Check, 'passes' | 'value' | 'p' | 'says'>;

const found = (
  passes: boolean | null,
  en: string,
  zh: string,
  value: number | null = null,
  p: number | null = null,
): Found => ({
  ...{ passes, value, p },
  says: { en, zh },
});

function controlCheck({ treated, control }: Arms): Found {
  if (treated === null) return found(false, 'Nobody was treated.', '没有客户被触达。');
  if (control === null) {
    return found(
      false,
      'There is no control group: what customers would have brought in anyway is not known, and no ROI is given.',
      '没有对照组：无从得知客户本来会带来多少收益，不给出ROI。',
    );
  }
  const [least, n] = [Math.min(treated.n, control.n), count(Math.min(treated.n, control.n))];
  if (least >= ENOUGH) {
    return found(true, `Both groups have at least ${n.en} customers.`, `两组各至少${n.zh}名客户。`, least);
  }
  return found(
    false,
    `One of the groups has ${n.en} customer${least === 1 ? '' : 's'}: too few to say how much is chance.`,
    `其中一组仅有${n.zh}名客户，无法判断有多少出于偶然。`,
    least,
  );
}

function ratioCheck({ treated, control, key }: Both, { design }: RoiPlan): Found {
  const share = typeof design === 'number' ? design : design?.[key];
  if (share === undefined) {
    return found(null, 'How customers were to be divided is not given.', '未给出设计的分组比例。');
  }
  const n = treated.n + control.n;
  const expected = share * n;
  const statistic =
    (treated.n - expected) ** 2 / expected + (control.n - (n - expected)) ** 2 / (n - expected);
  const p = chiSquareUpperTail(statistic, 1);
  const [own, meant, written] = [percent(treated.n / n), percent(share), pValue(p)];
  return p < MISMATCH
    ? found(
        false,
        `${own.en} of customers are in the treated group, not ${meant.en} (${written.en}): customers are missing from a group, or were moved.`,
        `触达组占${own.zh}，而非设计的${meant.zh}（${written.zh}）：有客户缺失或被调换。`,
        statistic,
        p,
      )
    : found(
        true,
        `${own.en} of customers are in the treated group, as designed (${meant.en}, ${written.en}).`,
        `触达组占${own.zh}，与设计的${meant.zh}相符（${written.zh}）。`,
        statistic,
        p,
      );
}

function contaminationCheck({ treated, control }: Both): Found {
  if (treated.recorded === 0 || control.recorded === 0) {
    return found(null, 'Who got it is not recorded.', '没有实际触达记录。');
  }
  const share = control.received / control.recorded;
  const [n, own, reached] = [
    count(control.received),
    percent(share),
    percent(treated.received / treated.recorded),
  ];
  return control.received === 0
    ? found(
        true,
        `Nobody of the control group got it; of the treated group ${reached.en} did.`,
        `对照组无人被触达；触达组实际触达${reached.zh}。`,
        share,
      )
    : found(
        false,
        `${n.en} customer${control.received === 1 ? '' : 's'} of the control group got it too (${own.en}; of the treated group ${reached.en}): the difference between the groups is not that of the campaign alone.`,
        `对照组有${n.zh}名客户也被触达（${own.zh}；触达组${reached.zh}）：两组之差不等于活动的效果。`,
        share,
      );
}

function balanceChecks(
  table: Table,
  { before }: RoiPlan,
  treated: readonly GroupMoments[],
  control: readonly GroupMoments[],
): Found[] {
  if (before.length === 0) {
    return [found(null, 'No columns of before the campaign are given.', '未给出活动之前的指标。')];
  }
  const tests = before.map((name, at) => ({
    ...{ name, test: standardized(treated[at] ?? NOBODY, control[at] ?? NOBODY) },
  }));
  const corrected = holm(tests.flatMap(({ test }) => test?.p ?? []));
  let next = 0;
  return tests.map(({ name, test }) => {
    const { en, zh } = both(described(table, name).label);
    if (test === null) return found(null, `${en}: does not vary, or is not known.`, `${zh}：无差异或未知。`);
    const [off, q] = [test.off, corrected[next++] ?? 1];
    const [size, written] = [decimal(Math.abs(off)), pValue(q)];
    const small = Math.abs(off) < NEGLIGIBLE;
    const words = `${en}: the groups were ${size.en} standard deviations apart before the campaign (${written.en})`;
    const chinese = `${zh}：活动之前两组相差${size.zh}个标准差（${written.zh}）`;
    if (small) return found(true, `${words}.`, `${chinese}。`, off, q);
    return q < 0.05
      ? found(false, `${words}: they are not comparable.`, `${chinese}：两组不可比。`, off, q)
      : found(null, `${words}, which chance can do.`, `${chinese}，可能出于偶然。`, off, q);
  });
}

const NOBODY: GroupMoments = { n: 0, mean: 0, squares: 0 };

/**
 * Difference of means / square root of the mean variance, and p of the difference. Source: Austin (2009), Statistics in
 * Medicine 28.
 *
 * @returns null without variance.
 */
function standardized(one: GroupMoments, other: GroupMoments): { off: number; p: number } | null {
  const test = differenceOfMeans(one, other);
  if (test === null) return null;
  const variance = (one.squares / (one.n - 1) + other.squares / (other.n - 1)) / 2;
  return { off: test.difference / Math.sqrt(variance), p: test.p };
}
