import { OptionsError } from '../../errors.js';
import { percent } from '../../core/quantity.js';
import type { Result } from '../../core/result.js';
import type { ColumnName, Schema } from '../../core/schema.js';
import { INK } from '../theme.js';
import { chartOf, emptyChart, type Chart, type ChartOptions } from './chart.js';
import type { NumberColumn } from './columns.js';
import { crossed, largest, requireNonNegative, knownOf, type Known } from './crossed.js';
import { nameColumn, numberColumns } from './defaults.js';
import { GAP, labelsAt, nodesOf, type Flow, type Node } from './sankey-layout.js';
import { Source, type Key } from './source.js';
import { plain, widest, wrapped } from './words.js';

export interface SankeyOptions<S extends Schema = Schema> extends ChartOptions {
  /** Where each row comes from, on the left. Default: the first name. */
  readonly from?: ColumnName<S>;
  /** Where it goes, on the right. Default: the second name. */
  readonly to?: ColumnName<S>;
  /** How much flows. Default: the first count. */
  readonly value?: NumberColumn<S>;
}

const KIND = { en: 'Sankey diagram', zh: '桑基图' } as const;

/** In pixels: what is above and below the nodes, the width of a node, of a label at most, and beside labels. */
const [TOP, BOTTOM, THICK, LABEL_ROOM, BESIDE] = [96, 30, 16, 190, 18];
/** Plotly places a node by itself where its place is 0. */
const [FIRST, LAST] = [1e-6, 1 - 1e-6];
/** Of the bands: through each other they must be seen. */
const OPACITY = 0.4;
/** Names of a side are no nearer to each other than this, in pixels. */
const ROW = 58;

/** Flows between two sides; see `chart.sankey`. */
export function sankey<S extends Schema>(result: Result<S>, options: SankeyOptions<S> = {}): Chart {
  const source = new Source(result as unknown as Result);
  const from = options.from ?? nameColumn(source) ?? '';
  const to = options.to ?? nameColumn(source, [from]) ?? '';
  if (from === '' || to === '') {
    throw new OptionsError(`${source.result.name} needs two columns of names for a Sankey diagram.`);
  }
  const value = options.value ?? numberColumns(source, [from, to])[0] ?? '';
  const cross = crossed(source, { key: to, values: [value], color: from, interval: null });
  const all = knownOf(cross);
  requireNonNegative(source, all);
  const known = all.filter((one) => one.value > 0);
  if (known.length === 0) return emptyChart(source, options, KIND);
  const left = source.keys(from).filter(({ name }) => known.some(({ series }) => series.name === name));
  const right = cross.keys.filter((key) => known.some((one) => one.key === key));
  const flows = known.map((one): Flow => ({
    from: left.findIndex(({ name }) => name === one.series.name),
    to: right.indexOf(one.key),
    value: one.value,
  }));
  const height = Math.max(220, ROW * Math.max(left.length, right.length));
  const [sources, targets] = nodesOf([left, right], flows, height);
  const colors = { left: source.colors(left, from), right: source.colors(right, to) };
  const texts = { left: sources.map(written), right: targets.map(written) };
  const margins = {
    l: Math.min(LABEL_ROOM, widest(texts.left) + 10) + BESIDE,
    r: Math.min(LABEL_ROOM, widest(texts.right) + 10) + BESIDE,
  };
  function written({ key, total }: Node): string {
    return wrapped(`${key.name} ${source.write(total, value)}`, LABEL_ROOM);
  }
  return chartOf(source, options, {
    kind: KIND,
    data: [
      {
        type: 'sankey',
        arrangement: 'fixed',
        hoverinfo: 'none',
        node: {
          label: [...sources, ...targets].map(() => ''),
          color: [...colors.left, ...colors.right],
          x: [...sources.map(() => FIRST), ...targets.map(() => LAST)],
          y: [...sources, ...targets].map((node) => (node.top + node.height / 2) / height),
          pad: GAP,
          thickness: THICK,
          line: { width: 0 },
        },
        link: {
          source: flows.map((flow) => flow.from),
          target: flows.map((flow) => sources.length + flow.to),
          value: flows.map((flow) => flow.value),
          color: flows.map((flow) => translucent(colors.left[flow.from] ?? INK)),
        },
      },
    ],
    layout: {
      height: height + TOP + BOTTOM,
      margin: { ...margins, b: BOTTOM },
      annotations: [
        ...heads(source, from, to),
        ...labels(sources, texts.left, 'left', height),
        ...labels(targets, texts.right, 'right', height),
      ],
    },
    seen: seen(source, known, value, from, to),
  });
}

/** The names of the two columns above their sides. */
function heads(source: Source, from: string, to: string): object[] {
  return [
    { text: from, x: 0, xanchor: 'right', xshift: THICK },
    { text: to, x: 1, xanchor: 'left', xshift: -THICK },
  ].map(({ text, ...place }) => ({
    ...place,
    text: `<b>${plain(source.heading(text))}</b>`,
    ...{ xref: 'paper', yref: 'paper', y: 1, yanchor: 'bottom', yshift: 6, showarrow: false },
  }));
}

function labels(
  nodes: readonly Node[],
  texts: readonly string[],
  side: 'left' | 'right',
  height: number,
): object[] {
  const places = labelsAt(nodes, height);
  return texts.map((text, n) => ({
    text,
    ...{ xref: 'paper', yref: 'paper', yanchor: 'middle', showarrow: false },
    x: side === 'left' ? 0 : 1,
    xanchor: side === 'left' ? 'right' : 'left',
    align: side === 'left' ? 'right' : 'left',
    xshift: (side === 'left' ? -1 : 1) * (THICK / 2 + 6),
    y: 1 - (places[n] ?? 0) / height,
  }));
}

function translucent(color: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgba(${red ?? 0}, ${green ?? 0}, ${blue ?? 0}, ${OPACITY})`;
}

function seen(source: Source, known: readonly Known[], value: string, from: string, to: string): string {
  const top = largest(known, (one) => one.value);
  const total = known.reduce((sum, one) => sum + one.value, 0);
  const zh = source.locale === 'zh';
  const write = (n: number) => source.write(n, value);
  const names = (key: Key | undefined, name: string | undefined) =>
    zh ? `${name ?? ''}到${key?.name ?? ''}` : `${name ?? ''} to ${key?.name ?? ''}`;
  const most = names(top?.key, top?.series.name);
  // Where both sides have the same names, what stays is told.
  const same = known.filter(({ key, series }) => key.name === series.name);
  const stays = same.reduce((sum, one) => sum + one.value, 0);
  const share = percent(stays / total)[source.locale];
  const unit = source.heading(value);
  if (zh) {
    const rest = same.length === 0 ? '' : `，${share}留在原处`;
    return `从${source.heading(from)}到${source.heading(to)}，${unit}合计${write(total)}，最大的流向为${most}（${write(top?.value ?? 0)}）${rest}`;
  }
  const rest = same.length === 0 ? '' : `, ${share} stay where they were`;
  return `${write(total)} ${unit.toLowerCase()} from ${source.heading(from).toLowerCase()} to ${source.heading(to).toLowerCase()}; most go from ${most} with ${write(top?.value ?? 0)}${rest}`;
}
