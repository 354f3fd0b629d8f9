import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../runner/src/json.js';
import { code, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const script = fileURLToPath(new URL('../support/fake-kernel.mjs', import.meta.url));

/** Kernels of other makers lose messages, leave some out, or send them malformed. */
describe('a kernel that does not keep to the protocol', () => {
  const project = new Project();
  const env = { JUPYTER_PATH: project.path('jupyter') };
  const spec = { argv: ['node', script, '{connection_file}'], display_name: 'Fake', language: 'fake' };
  project.write('jupyter/kernels/fake/kernel.json', JSON.stringify(spec));
  const kernelspec = { name: 'fake', display_name: 'Fake', language: 'fake' };

  async function run(...tasks: JsonObject[]) {
    const cells = tasks.map((task) => code(JSON.stringify(task)));
    project.add('n.ipynb', notebook(cells, { kernelspec }));
    const notices: string[] = [];
    process.env['JUPYTER_PATH'] = env.JUPYTER_PATH;
    const report = await project.run(
      { inputs: ['n.ipynb'] },
      { progress: { notice: (text) => notices.push(text) } },
    );
    delete process.env['JUPYTER_PATH'];
    return { ...report, notices };
  }

  it('is not waited for when it does not say that it is idle, but this is said', async () => {
    const { exitCode, notices } = await run({
      messages: [['stream', { name: 'stdout', text: 'kept' }]],
      idle: false,
    });
    expect(exitCode).toBe(0);
    expect(notices).toEqual(['n.ipynb: the kernel did not report that c1 finished; outputs may be missing']);
    expect(project.outputs('n.ipynb', 1)).toMatchObject([{ text: 'kept' }]);
  });

  it('fails a cell by its reply alone', async () => {
    const { exitCode, notebooks } = await run(
      { reply: { status: 'error', ename: 'Bad', evalue: 'thing' } },
      {},
    );
    expect(exitCode).toBe(1);
    expect(notebooks[0]?.error?.message).toBe('n.ipynb, cell 1 (c1): Bad: thing');
    expect(project.outputs('n.partial.ipynb', 1)).toMatchObject([{ output_type: 'error', ename: 'Bad' }]);
  });

  it('fails the cell behind whose reply it dies', async () => {
    const { exitCode, notebooks } = await run({ exit: 9 });
    expect(exitCode).toBe(3);
    expect(notebooks[0]?.error?.message).toContain(
      'n.ipynb, cell 1 (c1): the kernel exited by itself (exit code 9)',
    );
  });

  it('may send malformed outputs, which are told and passed over', async () => {
    const { exitCode, notices } = await run({
      messages: [
        ['stream', { name: 'third' }],
        ['display_data', { data: 3 }],
      ],
    });
    expect(exitCode).toBe(0);
    expect(notices).toEqual([
      'n.ipynb, c1: the kernel sent a malformed stream message',
      'n.ipynb, c1: the kernel sent a malformed display_data message',
    ]);
  });

  it('may find its notebook changed on disk, which is then left alone', async () => {
    const { exitCode, notebooks } = await run({ touch: 'n.ipynb' });
    expect(exitCode).toBe(2);
    expect(notebooks[0]?.error?.message).toContain('n.ipynb was changed while it ran');
    expect(project.read('n.ipynb')).toMatch(/\n\n$/);
    expect(notebooks[0]?.partial).toBe(project.path('n.partial.ipynb'));
  });

  it('keeps its outputs when a figure folder cannot be written', async () => {
    project.write('figures/n', 'a file in the way');
    const png = { data: { 'image/png': 'QUJD' }, metadata: {} };
    const { exitCode, notebooks } = await run({ messages: [['display_data', png]] });
    expect(exitCode).toBe(2);
    expect(notebooks[0]?.error?.message).toMatch(/figures.n.* cannot be written: a file exists where/);
    expect(project.outputs('n.partial.ipynb', 1)).toHaveLength(1);
  });
});
