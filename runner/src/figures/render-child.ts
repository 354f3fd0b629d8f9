/** The program of the rendering process: answers each request with the images or an error. */
import { Renderer, type Figure } from 'plotly-static';
import type { RenderAnswer, RenderOrder } from './renderer.js';

const renderer = await Renderer.create();

const answer = async ({ id, figure }: RenderOrder): Promise<RenderAnswer> => {
  try {
    // The renderer checks the figure itself and says what is wrong with it.
    const warnings: string[] = [];
    const onWarning = (message: string): void => {
      warnings.push(message);
    };
    const { svg, png } = await renderer.render(figure as Figure, { scale: 1, onWarning });
    return { id, svg, png, warnings };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
};

process.on('message', (order: RenderOrder) => {
  void answer(order).then((done) => process.send?.(done));
});
// The runner is gone, however it ended.
process.on('disconnect', () => {
  process.exit();
});
