import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../runner/src/json.js';
import { png } from '../check/support.js';
import { FakeProject } from '../support/fake-project.js';
import { markdown } from '../support/notebooks.js';

const project = new FakeProject();
const PICTURE = Buffer.from(png(2, 2)).toString('base64');
const FOLDER = 'figures/a';

beforeEach(() => {
  project.clear();
});

/** A notebook that shows pictures of these names, and a text. */
function add(names: readonly string[], text = ''): void {
  const tasks = names.map((name): JsonObject => {
    const content = { data: { 'image/png': PICTURE }, metadata: { figure: { name } } };
    return { messages: [['display_data', content]] };
  });
  project.addFake('a.ipynb', { tasks });
  const notebook = project.notebook('a.ipynb');
  notebook.cells.push({ ...markdown(text), id: 'text' });
  project.add('a.ipynb', notebook);
}

async function run(): Promise<string[]> {
  expect((await project.run({ inputs: ['a.ipynb'] })).exitCode).toBe(0);
  return pictures();
}

function pictures(): string[] {
  return Object.keys(project.files(FOLDER)).map((path) => path.slice(FOLDER.length + 1));
}

describe('pictures in the figure folder', () => {
  it('go when the notebook no longer draws them, and others stay', async () => {
    add(['one', 'two']);
    expect(await run()).toEqual(['one.png', 'two.png']);
    for (const name of ['photo.jpg', 'photo.png', 'map.webp', 'loop.gif', 'drawing.svg', 'notes.txt'])
      project.write(`${FOLDER}/${name}`, 'mine');
    const notebook = project.notebook('a.ipynb');
    notebook.cells.splice(2, 1);
    project.add('a.ipynb', notebook);
    const own = ['drawing.svg', 'loop.gif', 'map.webp', 'notes.txt'];
    expect(await run()).toEqual([...own, 'photo.jpg', 'photo.png', 'two.png']);
    expect(await run()).toEqual([...own, 'photo.jpg', 'photo.png', 'two.png']);
    expect((await project.check({ inputs: ['a.ipynb'] })).exitCode).toBe(0);
  });

  it('go too when Jupyter has executed the notebook since, as only runs write the markdown', async () => {
    add(['one', 'data']);
    await run();
    project.write(`${FOLDER}/ne.png`, 'mine');
    add(['renamed']);
    expect(await run()).toEqual(['ne.png', 'renamed.png']);
  });

  it('stay when the notebook names them itself', async () => {
    const text = '![Me](figures/a/me.png) <img src="figures/a/you.jpg">';
    add(['one'], text);
    for (const name of ['me.png', 'you.jpg']) project.write(`${FOLDER}/${name}`, 'mine');
    await run();
    expect(project.read('a.md')).toContain('(figures/a/me.png)');
    add(['two'], text);
    expect(await run()).toEqual(['me.png', 'two.png', 'you.jpg']);
  });

  it('stay when the notebook was never run, or cannot be read', async () => {
    project.write(`${FOLDER}/one.png`, 'mine');
    add(['two']);
    expect(await run()).toEqual(['one.png', 'two.png']);
  });

  it('that are left over are told by a check as long as a run would remove them', async () => {
    add(['one', 'two']);
    await run();
    project.write(`${FOLDER}/photo.png`, 'mine');
    const notebook = project.notebook('a.ipynb');
    notebook.cells.splice(2, 1);
    project.add('a.ipynb', notebook);
    const { notebooks } = await project.check({ inputs: ['a.ipynb'] });
    const told = notebooks[0]?.differences.map(({ message }) => message) ?? [];
    expect(told).toContain('figures/a/one.png is committed but no longer drawn');
    expect(told.join('\n')).not.toContain('photo');
  });
});
