import { OptionsError } from '../../errors.js';
import * as column from '../../core/column.js';
import { both } from '../../core/heading.js';
import type { Label, Text } from '../../core/label.js';
import { list } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Column, ColumnName, Schema, ValueOf } from '../../core/schema.js';
import { term } from '../../core/term.js';
import { worded, wordKey } from '../worded.js';
import type { Action, Catalog } from './catalog.js';
import { reasonChecker, type CheckedReason } from './reasons.js';

const ACTION = {
  channels: column.text('channels'),
  costBelow: column.optional(column.money('costBelow', { digits: 0 })),
  stands: column.optional(column.yesNo('stands', { hidden: true })),
} as const;

const REASON = {
  is: column.category('comparison', { above: { label: term('above') }, below: { label: term('below') } }),
  mean: column.optional(column.decimal('thisGroup', { measure: 'measure' })),
  overall: column.optional(column.decimal('allUsers', { measure: 'measure' })),
  basis: column.category('basis', {
    data: { label: term('data') },
    definition: { label: term('segmentDefinition') },
  }),
  stands: column.optional(column.yesNo('stands')),
} as const;

type Words = ReturnType<typeof worded>;

/** Actions with their groups: goal, steps, channels, time, reasons with their values, and cost limit. */
export type CheckedActions<G extends string, C extends Column> = Result<
  Readonly<Record<G, C>> &
    Readonly<Record<'goal' | 'steps' | 'channels' | 'horizon' | 'reasons', Words>> &
    Pick<typeof ACTION, 'costBelow' | 'stands'>
> & {
  /** Every reason by itself, with the values that decide it. */
  readonly reasons: Result<
    Readonly<Record<G, C>> & { readonly goal: Words; readonly measure: Words } & typeof REASON
  >;
};

/**
 * Looks up the values behind every action of a catalog and marks whether the data support it: ✓ if the group's measure
 * and its 95% interval are on the side of all users' measure that the action assumes, ✗ if they are not, ? if that is
 * undefined, as for a group of nobody or of one. Users of the group are among all users, so that the interval is, if
 * anything, too strict. ≡ marks what the group's own definition makes so (`defining` of the catalog): no support.
 *
 * `stands` is the verdict over those reasons of an action that the data could contradict, null without any; `costBelow`
 * is the group's own value of the measure that limits the cost.
 * @param measures the mean by group and measure with its interval, and that of all users: `segmentProfiles(scored)`, or `(await
 *   regions(users)).measures`.
 * @param group the column of `measures` with the groups of the catalog.
 * @throws OptionsError for a group without actions, a measure that `measures` lacks, or an unknown horizon.
 * @example
 * const checked = checkReasons(await segmentProfiles(scored), 'segment', ACTIONS);
 * checked.reasons.where({ stands: true }).length;
 */
export function checkReasons<
  S extends Schema,
  const G extends ColumnName<S>,
  M extends string,
  H extends string,
>(measures: Result<S>, group: G, catalog: Catalog<ValueOf<S[G]> & string, M, H>): CheckedActions<G, S[G]> {
  const check = reasonChecker(measures, group, catalog.defining);
  const entries = Object.entries<readonly Action[]>(
    catalog.actions as Readonly<Record<string, readonly Action[]>>,
  );
  requireAdvised(measures, group, new Set(entries.map(([name]) => name)));
  const actions = entries.flatMap(([name, own]) =>
    own.map((action) => ({ name, action, checked: action.because.map((reason) => check(name, reason)) })),
  );
  const shown = actions.map(({ name, action, checked }) => {
    const { goal, horizon, costBelow } = action;
    const start = Object.hasOwn(catalog.horizons, horizon) ? catalog.horizons[horizon as H] : undefined;
    if (start === undefined) {
      throw new OptionsError(
        `"${wordKey(goal)}" starts at "${horizon}", which is not one of the catalog's horizons.`,
      );
    }
    const texts = {
      goal,
      steps: sentences(action.steps),
      channels: listed(action.channels),
      reasons: reasonsText(checked),
    };
    const bound = costBelow === undefined ? null : check(name, { measure: costBelow, is: 'above' }).mean;
    return { name, texts, horizon, bound, stands: allStand(checked) };
  });
  const words = (name: 'goal' | 'steps' | 'channels' | 'reasons', label: Label) =>
    worded(
      label,
      shown.map(({ texts }) => texts[name]),
    );
  const { session } = measures;
  const owner = { [group]: measures.column(group) };
  const goal = words('goal', term('goal'));
  const title = both(measures.column(group).label);
  const main = new Result<Schema>({
    session,
    name: `actions-by-${group}`,
    title: { en: `What to do: ${title.en}`, zh: `行动建议：${title.zh}` },
    schema: {
      ...owner,
      goal,
      steps: words('steps', term('steps')),
      channels: words('channels', term('channels')),
      horizon: column.category('horizon', catalog.horizons),
      reasons: words('reasons', term('reasons')),
      ...{ costBelow: ACTION.costBelow, stands: ACTION.stands },
    },
    rows: shown.map(({ name, texts, horizon, bound, stands }) => ({
      [group]: name,
      ...Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, wordKey(text)])),
      ...{ horizon, costBelow: bound, stands },
    })),
  });
  const reasons = new Result<Schema>({
    session,
    name: `reasons-by-${group}`,
    title: { en: `Why: ${title.en}`, zh: `行动依据：${title.zh}` },
    schema: { ...owner, goal, measure: measures.column('measure'), ...REASON },
    rows: actions.flatMap(({ name, action, checked }) =>
      checked.map(({ measure, is, mean, overall, basis, stands }) => ({
        [group]: name,
        goal: wordKey(action.goal),
        ...{ measure, is, mean, overall, basis, stands },
      })),
    ),
  });
  return Object.assign(main, { reasons }) as unknown as CheckedActions<G, S[G]>;
}

function requireAdvised<S extends Schema>(
  measures: Result<S>,
  group: ColumnName<S>,
  advised: ReadonlySet<string>,
): void {
  const left = measures.rows.map((row) => row[group] as unknown as string).find((name) => !advised.has(name));
  if (left === undefined) return;
  throw new OptionsError(
    `The catalog has no actions for ${group} "${left}": add some. It has actions for ${[...advised].join(', ')}.`,
  );
}

/** Whether all reasons hold that could fail: false if any fails, otherwise null if any is undefined or there is none. */
function allStand(reasons: readonly CheckedReason[]): boolean | null {
  if (reasons.some(({ stands }) => stands === false)) return false;
  const tested = reasons.filter(({ basis }) => basis === 'data');
  return tested.length > 0 && tested.every(({ stands }) => stands === true) ? true : null;
}

/** `✓ income ¥2,500 > ¥100; ✗ minutes 9.0 > 10.0; ≡ recency 11.0 > 10.0`. */
function reasonsText(reasons: readonly CheckedReason[]): Label {
  const texts = reasons.map(({ stands, basis, mean, text }) => {
    const unknown = basis === 'definition' && mean !== null ? '≡' : '?';
    const mark = stands === null ? unknown : stands ? '✓' : '✗';
    return { en: `${mark} ${text.en}`, zh: `${mark} ${text.zh}` };
  });
  return { en: texts.map(({ en }) => en).join('; '), zh: texts.map(({ zh }) => zh).join('；') };
}

function sentences(steps: readonly Text[]): Label {
  const texts = steps.map(both);
  return { en: texts.map(({ en }) => `${en}.`).join(' '), zh: texts.map(({ zh }) => `${zh}。`).join('') };
}

const listed = (texts: readonly Text[]): Label => {
  const { en, zh } = list(texts.map(both));
  return { en, zh };
};
