/**
 * The theme of all charts. Each color has a contrast of at least 3:1 with white (WCAG 2.1, 1.4.11), and any two of the
 * first eight differ by at least 20 in CIELAB for full color vision, protanopia, and deuteranopia (simulated after
 * Machado, Oliveira, and Fernandes 2009).
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
  gray: '#8a8f98',
} as const;

/** Colors of series without their own color, in order. */
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

/** From low to high: one hue, darker for higher values, so it is also readable in grayscale. */
export const SEQUENTIAL = [
  [0, '#eef5fb'],
  [0.5, '#6aaed6'],
  [1, '#08306b'],
] as const;

/** Below and above a midpoint: blue and vermilion, which are distinguishable with any kind of color vision. */
export const DIVERGING = [
  [0, '#0072b2'],
  [0.5, '#f7f7f7'],
  [1, '#d55e00'],
] as const;

export const INK = '#24292f';
const GRID = '#e6e8eb';

export interface AxisOptions {
  readonly title: string;
  /** d3-format of the ticks, such as `,d` or `.0%`. */
  readonly format?: string;
  readonly grid?: boolean;
}

/** One axis, with its unit in the title and, if requested, a thin grid for reading values. */
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

/** The layout that every chart starts from; a note is in small type below the title. */
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
