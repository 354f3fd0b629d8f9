import type { Figure } from 'plotly-static';
import { DISPLAY, type Displayable, type Output } from '../../core/display.js';
import type { Label, Text } from '../../core/label.js';
import { filled } from '../../core/message.js';
import type { Quantity, Raw } from '../../core/quantity.js';
import { term } from '../../core/term.js';
import { plainTexts, textIn } from '../../core/translation.js';
import { plotlyOutput, type PlotlyInput } from '../plotly.js';
import { baseLayout, COLORS } from '../theme.js';
import type { Source } from './source.js';
import { linesOf, plain, wrapped } from './words.js';

/** Options of every chart; the result provides all defaults. */
export interface ChartOptions {
  readonly title?: Text;
  /** Name of the figure's files, unique within a notebook. Default: the result's name. */
  readonly name?: string;
  /** Note below the title, in small type. */
  readonly note?: Text;
  /** Values for placeholders such as `{gini}` in the title, note, and reference texts. */
  readonly values?: Readonly<Record<string, Quantity<Raw>>>;
  /** Title of the value axis. Default: the column's name and unit. */
  readonly axis?: Text;
  /** Height in pixels. Default: what the rows need. */
  readonly height?: number;
}

/** A figure, displayed as the last expression of a cell, and its alternative text. */
export class Chart implements Displayable {
  /** Name of the figure's files. */
  readonly name: string;
  readonly figure: Figure;
  /** Alternative text, written from the data. */
  readonly alt: string;
  readonly #texts: readonly string[];

  constructor({ name, figure, alt, texts = [] }: PlotlyInput) {
    this.name = name;
    this.figure = figure;
    this.alt = alt;
    this.#texts = texts;
  }

  [DISPLAY](): Promise<Output> {
    return plotlyOutput({ name: this.name, figure: this.figure, alt: this.alt, texts: this.#texts });
  }
}

/** A drawn mark: traces and layout without a title, and a description for the alternative text. */
export interface Drawn {
  readonly kind: Label;
  readonly data: readonly object[];
  readonly layout: Readonly<Record<string, unknown>>;
  readonly seen: string;
  /** Pixels between notes and plot, such as for a legend. */
  readonly above?: number;
  /** The mark's own note below the title. */
  readonly note?: string | undefined;
  /** Texts from the options that were drawn. */
  readonly texts?: readonly (Text | undefined)[];
}

/** In pixels: the figure's width, the side margins of title and notes, and the line height of each. */
const [WIDTH, SIDES, TITLE_LINE, NOTE_LINE] = [760, 34, 23, 17];
const [TITLE_SIZE, NOTE_SIZE] = [17, 12];

/** The chart for a drawn mark, with title, note, and alternative text. */
export function chartOf(source: Source, options: ChartOptions, drawn: Drawn): Chart {
  const { result } = source;
  const title = said(source, options.title ?? result.title, options);
  const own = options.note === undefined ? [] : [said(source, options.note, options)];
  const notes = [...own, ...(drawn.note === undefined ? [] : [drawn.note])];
  const lines = linesOf(title, WIDTH - SIDES, TITLE_SIZE);
  const small = notes.flatMap((note) => linesOf(note, WIDTH - SIDES, NOTE_SIZE));
  const extra =
    (lines.length - 1) * TITLE_LINE +
    small.length * NOTE_LINE +
    (small.length > 0 ? 5 + (drawn.above ?? 0) : 0);
  const { margin, height = 440, ...layout } = drawn.layout;
  const base = baseLayout(
    lines.map(plain).join('<br>'),
    small.length === 0 ? undefined : small.map(plain).join('<br>'),
  ) as { readonly margin: Readonly<Record<string, number>>; readonly title: object };
  return new Chart({
    name: options.name ?? result.name,
    figure: {
      data: [...drawn.data],
      layout: {
        ...base,
        ...layout,
        // Plotly moves the first line up if there are several.
        title: { ...base.title, pad: { t: 20 + (lines.length - 1) * 8 } },
        height: options.height ?? Math.round((height as number) + extra),
        margin: { ...base.margin, ...(margin as object | undefined), t: 70 + extra },
      },
    },
    alt: sentence(source, drawn.kind, title, [drawn.seen, ...notes]),
    texts: plainTexts([
      options.title ?? result.title,
      options.note,
      options.axis,
      ...(drawn.texts ?? []),
      ...Object.values(result.schema).flatMap(({ label, authored, values = {} }) => [
        label,
        ...(authored === true ? Object.values(values).map((value) => value.label) : []),
      ]),
    ]),
  });
}

/** A text from the options in the session's language, with placeholders filled in. */
export function said({ locale }: Source, text: Text, { values = {} }: ChartOptions): string {
  const template = textIn(text, locale);
  const named = Object.entries(values).filter(([name]) => new RegExp(`\\{\\s*${name}\\b`).test(template));
  return named.length === 0 ? template : filled(text, new Map(named))[locale];
}

/** The title of the value axis from the options, or null. */
export function axisTitle(source: Source, options: ChartOptions): string | null {
  return options.axis === undefined ? null : said(source, options.axis, options);
}

function sentence({ locale }: Source, kind: Label, title: string, parts: readonly string[]): string {
  const seen = parts.filter((part) => part !== '').join(locale === 'zh' ? '；' : '; ');
  return locale === 'zh' ? `${kind.zh}：${title}；${seen}。` : `${kind.en}: ${title}; ${seen}.`;
}

/** A chart without values to draw: its title and "No data". */
export function emptyChart(source: Source, options: ChartOptions, kind: Label): Chart {
  const noData = term('noData')[source.locale];
  const hidden = { visible: false };
  const middle = { xref: 'paper', yref: 'paper', x: 0.5, y: 0.5, showarrow: false };
  return chartOf(source, options, {
    kind,
    data: [],
    layout: {
      height: 260,
      xaxis: hidden,
      yaxis: hidden,
      annotations: [{ ...middle, text: wrapped(noData, WIDTH), font: { size: 16, color: COLORS.gray } }],
    },
    seen: noData.toLowerCase(),
  });
}
