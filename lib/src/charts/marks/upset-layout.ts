import type { Label } from '../../core/label.js';
import { axisTitle, type ChartOptions } from './chart.js';
import type { Source } from './source.js';
import { widest, wrapped } from './words.js';

/** A combination of sets and how many are in exactly these. */
export interface Combination {
  readonly inside: readonly boolean[];
  readonly value: number;
}

/** What an UpSet chart draws. */
export interface Panels {
  readonly names: readonly string[];
  /** All in each set. */
  readonly sizes: readonly number[];
  readonly shown: readonly Combination[];
  readonly write: (value: number) => string;
  readonly unit: string;
  readonly source: Source;
  readonly options: ChartOptions;
}

/** What the bars count. */
const EXACTLY = (unit: string): Label => ({ en: `${unit} in exactly these`, zh: `恰好属于的${unit}` });
const IN_ALL = (unit: string): Label => ({ en: `${unit} in all`, zh: `${unit}合计` });

/** In pixels: inner width of the figure, of the bars of sets, the widest name, heights of the bars and of a row. */
const [WIDTH, SIZES, WIDEST, BARS, ROW] = [700, 120, 190, 230, 30];
const GAP = 14;
/** In pixels: the height of a number, and the space around it. */
const [LINE, SPACE] = [14, 8];

/** Where the combinations begin, from the left. */
const namedWidth = (names: readonly string[]): number => SIZES + 10 + Math.min(WIDEST, widest(names)) + GAP;

const wrappedNames = ({ names }: Panels): readonly string[] => names.map((name) => wrapped(name, WIDEST));

const numberWidth = ({ shown, write }: Panels): number => widest(shown.map(({ value }) => write(value)));

/** Whether the numbers above the bars are too wide to stand side by side; they are then turned. */
export const isCrowded = (panels: Panels): boolean =>
  numberWidth(panels) + 4 > (WIDTH - namedWidth(wrappedNames(panels))) / panels.shown.length;

/** Three panels with common axes: combinations above, their sets below, the sizes of sets at the left. */
export function upsetLayout(panels: Panels): Readonly<Record<string, unknown>> {
  const { names, sizes, shown, write, unit, source, options } = panels;
  const lines = wrappedNames(panels);
  const tall = Math.max(1, ...lines.map((name) => name.split('<br>').length));
  const rows = names.length * Math.max(ROW, tall * 18);
  const height = BARS + GAP + rows;
  const named = namedWidth(lines);
  const above = (isCrowded(panels) ? numberWidth(panels) : LINE) + SPACE;
  const most = Math.max(...sizes, 1);
  // Numbers stand left of the bars of sets.
  const room = (widest(sizes.map(write)) + 8) / SIZES;
  const plain = { showgrid: false, zeroline: false, ticks: '', fixedrange: true } as const;
  return {
    height: height + 125,
    margin: { l: 30, r: 30, b: 55 },
    bargap: 0.35,
    xaxis: {
      ...plain,
      domain: [named / WIDTH, 1],
      range: [-0.6, shown.length - 0.4],
      showticklabels: false,
      anchor: 'y2',
    },
    yaxis: {
      ...plain,
      domain: [(rows + GAP) / height, 1],
      range: [0, (Math.max(...shown.map(({ value }) => value)) * BARS) / (BARS - above)],
      showticklabels: false,
      title: { text: wrapped(axisTitle(source, options) ?? source.say(EXACTLY(unit)), BARS), standoff: 8 },
      anchor: 'x',
    },
    xaxis2: {
      ...plain,
      domain: [0, SIZES / WIDTH],
      range: [most * (1 + room), 0],
      showticklabels: false,
      title: { text: wrapped(source.say(IN_ALL(unit)), SIZES + 40), standoff: 6 },
      anchor: 'y2',
    },
    yaxis2: {
      ...plain,
      domain: [0, rows / height],
      range: [names.length - 0.5, -0.5],
      tickmode: 'array',
      tickvals: names.map((_, n) => n),
      ticktext: lines,
      anchor: 'x',
    },
  };
}
