/**
 * The one theme of all charts. Colours are Okabe and Ito's palette (2008), which readers with any common kind
 * of colour blindness can tell apart.
 */
export const COLORS = {
  blue: '#0072b2',
  orange: '#e69f00',
  green: '#009e73',
  red: '#d55e00',
  purple: '#cc79a7',
  sky: '#56b4e9',
  yellow: '#f0e442',
  grey: '#8a8f98',
} as const;

export const INK = '#24292f';
const GRID = '#e6e8eb';

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

/** Layout every chart starts from. */
export function baseLayout(title: string): object {
  return {
    width: 760,
    height: 440,
    title: { text: title, x: 0.02, xanchor: 'left', font: { size: 17 } },
    font: { family: 'Noto Sans SC, sans-serif', size: 13, color: INK },
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
    margin: { l: 70, r: 40, t: 70, b: 60 },
    showlegend: false,
    hovermode: 'closest',
  };
}
