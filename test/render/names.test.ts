/** Names that every object of JavaScript has are drawn like any other. */
import { Renderer, type Figure } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const NAMES = ['constructor', '__proto__', 'toString'];
const PLAIN = ['onetwothree', 'nineabcde', 'sixseven'];
const parts = (names: readonly string[]) => ({ labels: names, values: [4, 3, 2] });
const tree = ([root, ...leaves]: readonly string[]) => ({
  labels: [root, ...leaves],
  parents: ['', root, root],
  values: [0, 3, 2],
});

describe('names of parts are written as they are', () => {
  test.each<[string, (names: readonly string[]) => object]>([
    ['pie', (names) => ({ ...parts(names), textinfo: 'label' })],
    ['funnelarea', (names) => ({ ...parts(names), textinfo: 'label' })],
    ['treemap', tree],
    ['sunburst', tree],
    ['icicle', tree],
    ['parcats', (names) => ({ dimensions: [{ values: names }, { values: ['x', 'y', 'y'] }] })],
  ])('%s', async (type, attributes) => {
    const svg = await renderer.svg({ data: [{ type, ...attributes(NAMES) }] });
    const plain = await renderer.svg({ data: [{ type, ...attributes(PLAIN) }] });
    for (const name of NAMES) expect(svg).toContain(`>${name}<`);
    expect(svg).not.toMatch(/(?:constructor|__proto__|toString)\u200b/);
    expect(svg.match(/<path/g)).toHaveLength(plain.match(/<path/g)?.length ?? 0);
  });

  test('those of ids, and those hidden in the layout', async () => {
    const ids = { ids: ['__proto__', 'valueOf'], labels: ['all', 'part'], parents: ['', '__proto__'] };
    const svg = await renderer.svg({ data: [{ type: 'sunburst', ...ids, level: '__proto__' }] });
    expect(svg).toContain('>part<');
    const pie = { type: 'pie', ...parts(NAMES), textinfo: 'label', showlegend: false };
    const hidden = await renderer.svg({ data: [pie], layout: { hiddenlabels: ['constructor'] } });
    expect(hidden).toContain('>toString<');
    expect(hidden).not.toContain('>constructor<');
  });
});

describe('names of groups give the picture of any other name', () => {
  test.each<[string, object, string]>([
    ['stacked lines', { type: 'scatter', y: [1, 2] }, 'stackgroup'],
    ['violins', { type: 'violin', y: [1, 2, 4] }, 'scalegroup'],
    ['bars', { type: 'bar', y: [1, 2] }, 'alignmentgroup'],
    ['bars side by side', { type: 'bar', y: [1, 2] }, 'offsetgroup'],
    ['legends', { type: 'bar', y: [1, 2] }, 'legendgroup'],
  ])('%s', async (_, trace, attribute) => {
    const draw = (name: string) => {
      const figure: Figure = {
        data: [
          { ...trace, [attribute]: name },
          { ...trace, [attribute]: name },
        ],
      };
      return renderer.svg(figure);
    };
    expect(await draw('constructor')).toBe(await draw('anything'));
  });
});
