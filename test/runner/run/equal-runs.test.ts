/** Two runs of one notebook in place, each begun before the other has written. */
import { describe, expect, it } from 'vitest';
import type { FigureRenderer } from '../../../runner/src/figures/renderer.js';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();
const FIGURE = { data: [{ type: 'bar', y: [1] }], layout: { title: { text: 'Figure' } } };
const PICTURES = { svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', png: Buffer.from([1]), warnings: [] };

/** Draws, once what it waits for is done, what does not depend on it. */
const renderer = (after: Promise<unknown>): FigureRenderer => ({
  render: async () => {
    await after;
    return PICTURES;
  },
});

/** Runs it twice: both are in its cells at once, and the second writes once the first has ended. */
async function runTwice(name: string, between: () => void = () => undefined) {
  project.addFake(name, {
    tasks: [
      { append: [`${name}.runs`, 'one\n'], until: { path: `${name}.runs`, lines: 2 } },
      { messages: [['display_data', { data: { 'application/vnd.plotly.v1+json': FIGURE }, metadata: {} }]] },
    ],
  });
  const run = (after: Promise<unknown>) =>
    project.run({ inputs: [name], cache: false }, { renderer: renderer(after) });
  const first = run(Promise.resolve());
  const second = run(first.then(between));
  return Promise.all([first, second]);
}

describe('two equal runs at once', () => {
  it('both succeed: the second finds what it would write, and leaves nothing beside it', async () => {
    const reports = await runTwice('a.ipynb');
    expect(reports.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(project.read('a.ipynb.runs')).toBe('one\none\n');
    expect(project.takeLog().sort()).toEqual([
      'end a.ipynb',
      'end a.ipynb',
      'start a.ipynb',
      'start a.ipynb',
    ]);
    expect(project.outputs('a.ipynb', 4)).toMatchObject([{ output_type: 'display_data' }]);
    expect(Object.keys(project.files()).filter((file) => /partial|\.tmp$/.test(file))).toEqual([]);
  });

  it('do not hide what a person wrote meanwhile', async () => {
    const edit = () => {
      const edited = project.notebook('b.ipynb');
      const [cell] = edited.cells;
      if (cell !== undefined) cell.source = '{"sleep": 0}';
      project.add('b.ipynb', edited);
    };
    const [, second] = await runTwice('b.ipynb', edit);
    expect(second.exitCode).toBe(2);
    expect(second.notebooks[0]?.error?.message).toContain('b.ipynb was changed while it ran');
    expect(project.notebook('b.ipynb').cells[0]?.source).toBe('{"sleep": 0}');
    expect(second.notebooks[0]?.partial).toBe(project.path('b.partial.ipynb'));
  });
});
