import type { Locale } from '../label.js';

/**
 * The one theme of all charts. Each colour stands out from white by at least 3:1 (WCAG 2.1, 1.4.11), and any two
 * of the first eight stay apart by at least 20 in CIELAB for full colour vision, protanopia and deuteranopia
 * (simulated after Machado, Oliveira and Fernandes 2009).
 */
export const COLORS = {
  blue: '#0072b2',
  red: '#d55e00',
  green: '#009e73',
  violet: '#8484fc',
  wine: '#84003c',
  olive: '#483c00',
  purple: '#600c6c',
  mauve: '#785478',
  grey: '#8a8f98',
} as const;

/** Colours of series that have none of their own, in order. */
export const SERIES_COLORS: readonly string[] = [
  COLORS.blue,
  COLORS.red,
  COLORS.green,
  COLORS.violet,
  COLORS.wine,
  COLORS.olive,
  COLORS.purple,
  COLORS.mauve,
];

/** From little to much: one hue, darker where there is more, so that it also reads in grey. */
export const SEQUENTIAL = [
  [0, '#eef5fb'],
  [0.5, '#6aaed6'],
  [1, '#08306b'],
] as const;

/** Below and above a middle: blue and vermilion, which stay apart for every kind of colour vision. */
export const DIVERGING = [
  [0, '#0072b2'],
  [0.5, '#f7f7f7'],
  [1, '#d55e00'],
] as const;

export const INK = '#24292f';
export const GRID = '#e6e8eb';

const NO_DATA = { en: 'No data', zh: '无数据' };

export interface AxisOptions {
  readonly title: string;
  /** d3-format of the ticks, such as `,d` or `.0%`. */
  readonly format?: string;
  readonly grid?: boolean;
}

/** One axis: titled with its unit, thin grid only where values are read off. */
export function axis({ title, format, grid = false }: AxisOptions): object {
  return {
    title: { text: title, standoff: 12 },
    ...(format !== undefined && { tickformat: format }),
    showgrid: grid,
    gridcolor: GRID,
    zeroline: grid,
    zerolinecolor: GRID,
    linecolor: GRID,
    automargin: true,
    ticks: '',
  };
}

/** Layout every chart starts from; a note stands in small letters below the title. */
export function baseLayout(title: string, note?: string): object {
  return {
    width: 760,
    height: 440,
    title: {
      text: title,
      ...(note !== undefined && { subtitle: { text: note, font: { size: 12, color: INK } } }),
      x: 0.02,
      xanchor: 'left',
      y: 1,
      yanchor: 'top',
      pad: { t: 20 },
      font: { size: 17 },
    },
    font: { family: 'Noto Sans SC, sans-serif', size: 13, color: INK },
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    margin: { l: 70, r: 40, t: note === undefined ? 70 : 92, b: 60 },
    showlegend: false,
    hovermode: 'closest',
  };
}

/** Layout of a chart without data: its title, and the words that say so where the marks would be. */
export function emptyLayout(title: string, locale: Locale): object {
  const hidden = { visible: false };
  const paper = { xref: 'paper', yref: 'paper', x: 0.5, y: 0.5, showarrow: false };
  return {
    ...baseLayout(title),
    xaxis: hidden,
    yaxis: hidden,
    annotations: [{ ...paper, text: NO_DATA[locale], font: { size: 16, color: COLORS.grey } }],
  };
}
