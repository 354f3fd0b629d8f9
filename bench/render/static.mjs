import { rounds, timed } from './measure.mjs';

/**
 * Starts plotly-static and draws the figures to SVG and to PNG.
 *
 * @param {Readonly<Record<string, object>>} figures
 * @param {number} warmRounds
 */
export async function measureStatic(figures, warmRounds) {
  const { ms: ready, result: renderer } = await timed(async () => {
    const { Renderer } = await import('plotly-static');
    return Renderer.create();
  });
  const svg = await rounds(figures, warmRounds, (figure) => renderer.svg(figure));
  const both = await rounds(figures, warmRounds, (figure) => renderer.render(figure));
  renderer.dispose();
  return { ready, svg, both };
}
