/** Plotly color scale: stops from 0 to 1, with linear interpolation in RGB between them. */
export type ColorScale = readonly (readonly [at: number, color: string])[];

type Rgb = readonly [number, number, number];

const channels = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as never;

/** Relative luminance (WCAG 2.1). */
function luminance(color: Rgb): number {
  const [r, g, b] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colors, from 1 to 21 (WCAG 2.1, 1.4.3): (lighter + 0.05) / (darker + 0.05). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(channels(one)), luminance(channels(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const [WHITE, BLACK] = ['#ffffff', '#000000'];
/** Minimum contrast for text of normal size. */
const ENOUGH = 4.5;

/** White on dark colors, black on others. Always readable, since one of the two has a contrast of at least 4.58. */
export function textOn(background: string): string {
  return contrast(WHITE, background) >= ENOUGH ? WHITE : BLACK;
}

/** The color of a value between 0 and 1 on a scale. */
export function colorAt(scale: ColorScale, value: number): string {
  const at = Math.min(1, Math.max(0, value));
  const next = Math.max(
    1,
    scale.findIndex(([stop]) => stop >= at),
  );
  const [[low, from], [high, to]] = [scale[next - 1] ?? [0, WHITE], scale[next] ?? [1, WHITE]];
  const part = high === low ? 0 : (at - low) / (high - low);
  const [start, end] = [channels(from), channels(to)];
  const mixed = start.map((channel, index) => Math.round(channel + part * ((end[index] ?? 0) - channel)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
