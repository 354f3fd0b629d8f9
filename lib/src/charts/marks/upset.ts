import { OptionsError } from '../../errors.js';
import { baseKind, type Column, type Schema } from '../../core/schema.js';
import type { Result } from '../../core/result.js';
import { COLORS, INK } from '../theme.js';
import { chartOf, emptyChart, type Chart, type ChartOptions } from './chart.js';
import type { NumberColumn } from './columns.js';
import { numberColumns } from './defaults.js';
import { Source, type PlainRow } from './source.js';
import { isCrowded, upsetLayout, type Combination, type Panels } from './upset-layout.js';

/** The names of a schema's columns of yes and no; any name if the schema is known only at run time. */
type FlagColumn<S extends Schema> = string extends keyof S
  ? string
  : { [C in keyof S]: S[C]['kind'] extends 'boolean' | 'boolean?' ? C : never }[keyof S] & string;

export interface UpsetOptions<S extends Schema = Schema> extends ChartOptions {
  /** How many are in exactly these sets. Default: the first count. */
  readonly value?: NumberColumn<S>;
  /** Columns that say whether a row is of a set. Default: all columns of yes and no. */
  readonly sets?: readonly FlagColumn<S>[];
  /** Up to so many combinations are drawn, the largest first. Default: 20. */
  readonly most?: number;
}

const KIND = { en: 'UpSet chart', zh: 'UpSet图' } as const;
const MOST = 20;
/** Combinations named in the alternative text. */
const TOLD = 3;

/** Combinations of sets; see `chart.upset`. */
export function upset<S extends Schema>(result: Result<S>, options: UpsetOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const value = options.value ?? numberColumns(source)[0] ?? '';
  const sets = options.sets ?? flagsOf(source);
  if (sets.length === 0) throw new OptionsError(`${source.result.name} has no column of yes and no to draw.`);
  const all = combinations(source, value, sets);
  if (all.every((one) => one.value === 0)) return emptyChart(source, options, KIND);
  const shown = all.slice(0, options.most ?? MOST);
  const rest = all.slice(shown.length);
  const names = sets.map((name) => source.heading(name));
  const sizes = sets.map((_, n) => sum(all.filter(({ inside }) => inside[n] === true)));
  const write = (number: number) => source.write(number, value);
  const panels: Panels = { names, sizes, shown, write, unit: source.heading(value), source, options };
  return chartOf(source, options, {
    kind: KIND,
    data: tracesOf(panels),
    layout: upsetLayout(panels),
    seen: seenOf(panels),
    ...(rest.length > 0 && { note: restNote(panels, rest) }),
  });
}

const sum = (all: readonly Combination[]): number => all.reduce((total, { value }) => total + value, 0);

const flagsOf = ({ schema }: Source): string[] =>
  Object.entries<Column>(schema)
    .filter(([, { kind }]) => baseKind(kind) === 'boolean')
    .map(([name]) => name);

/** The combinations from the largest to the smallest, equal ones in the order of the rows. */
function combinations(source: Source, value: string, sets: readonly string[]): readonly Combination[] {
  const seen = new Set<string>();
  const found = source.rows.map((row: PlainRow): Combination => {
    const inside = sets.map((name) => (source.column(name), row[name] === true));
    if (seen.has(inside.join())) {
      throw new OptionsError(
        `${source.result.name}: more than one row is of the same sets; sum these rows, or name all sets.`,
      );
    }
    seen.add(inside.join());
    const number = source.number(row, value) ?? 0;
    if (number < 0)
      throw new OptionsError(
        `${source.result.name}: a number in sets is ${number}; it must not be negative.`,
      );
    return { inside, value: number };
  });
  return found.toSorted((a, b) => b.value - a.value);
}

/** Bars of combinations, the matrix of sets below them, and bars of the sets at its left. */
function tracesOf(panels: Panels): readonly object[] {
  const { names, sizes, shown, write } = panels;
  const places = shown.map((_, n) => n);
  const dots = (inside: boolean) =>
    shown.flatMap((one, x) => names.flatMap((_, y) => (one.inside[y] === inside ? [{ x, y }] : [])));
  const links = shown.flatMap((one, x) => {
    const rows = one.inside.flatMap((inside, y) => (inside ? [y] : []));
    return rows.length < 2 ? [] : [{ x, from: Math.min(...rows), to: Math.max(...rows) }];
  });
  const dotted = (inside: boolean, color: string) => ({
    type: 'scatter',
    mode: 'markers',
    x: dots(inside).map(({ x }) => x),
    y: dots(inside).map(({ y }) => y),
    yaxis: 'y2',
    hoverinfo: 'none',
    marker: { size: 10, color },
  });
  return [
    {
      type: 'bar',
      x: places,
      y: shown.map(({ value }) => value),
      text: shown.map(({ value }) => write(value)),
      textposition: 'outside',
      textangle: isCrowded(panels) ? -90 : 0,
      constraintext: 'none',
      cliponaxis: false,
      hoverinfo: 'none',
      marker: { color: COLORS.blue },
    },
    dotted(false, FAINT),
    {
      type: 'scatter',
      mode: 'lines',
      x: links.flatMap(({ x }) => [x, x, null]),
      y: links.flatMap(({ from, to }) => [from, to, null]),
      yaxis: 'y2',
      hoverinfo: 'none',
      line: { color: INK, width: 2 },
    },
    dotted(true, INK),
    {
      type: 'bar',
      orientation: 'h',
      x: sizes,
      y: names.map((_, n) => n),
      xaxis: 'x2',
      yaxis: 'y2',
      text: sizes.map(write),
      textposition: 'outside',
      constraintext: 'none',
      cliponaxis: false,
      hoverinfo: 'none',
      width: 0.5,
      marker: { color: COLORS.gray },
    },
  ];
}

/** Sets that a combination is not in. */
const FAINT = '#dde1e6';

function seenOf({ names, sizes, shown, write, source: { locale } }: Panels): string {
  const zh = locale === 'zh';
  const told = shown.slice(0, TOLD).map(({ inside, value }) => {
    const members = names.filter((_, n) => inside[n]);
    const text = members.length === 0 ? (zh ? '均不属于' : 'none') : members.join(zh ? '且' : ' and ');
    return zh ? `${text}${write(value)}` : `${text} ${write(value)}`;
  });
  const all = names.map((name, n) =>
    zh ? `${name}${write(sizes[n] ?? 0)}` : `${name} ${write(sizes[n] ?? 0)}`,
  );
  return zh
    ? `各集合：${all.join('，')}；最大的组合（恰好属于）：${told.join('，')}`
    : `sets: ${all.join(', ')}; largest combinations, in exactly these: ${told.join(', ')}`;
}

function restNote({ write, source: { locale } }: Panels, rest: readonly Combination[]): string {
  const [count, total] = [rest.length, write(sum(rest))];
  if (locale === 'zh') return `另有${count}个较小的组合未画出，合计${total}`;
  return count === 1
    ? `1 smaller combination is not shown: ${total}`
    : `${count} smaller combinations are not shown: ${total} in all`;
}
