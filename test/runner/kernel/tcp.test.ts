/** Kernels that know no Unix sockets, such as those of Deno and tslab. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findKernelspec } from '../../../runner/src/kernel/kernelspec.js';
import { code, notebook } from '../support/notebooks.js';
import { FakeProject } from '../support/fake-project.js';

const project = new FakeProject();
const file = project.path('jupyter/kernels/fake/kernel.json');

it('are spoken to by ports of this machine', async () => {
  const spec = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...spec, metadata: { transport: 'tcp' } }));
  const task = JSON.stringify({ messages: [['stream', { name: 'stdout', text: '2\n' }]] });
  const kernelspec = { name: 'fake', display_name: 'Fake', language: 'fake' };
  project.add('x.ipynb', notebook([code(task)], { kernelspec }));
  const report = await project.run({ inputs: ['x.ipynb'], cache: false });
  expect(report.notebooks[0]?.error).toBeUndefined();
  expect(project.outputs('x.ipynb', 1)).toEqual([{ output_type: 'stream', name: 'stdout', text: '2\n' }]);
});

it.each([
  [['/usr/bin/deno', 'jupyter', '--kernel', '--conn', '{connection_file}'], 'tcp'],
  [['tslab', 'kernel', '--config-path', '{connection_file}'], 'tcp'],
  [['python3', '-m', 'ipykernel_launcher', '-f', '{connection_file}'], 'ipc'],
])('are known by their command: %j', (argv, transport) => {
  project.write(
    'jupyter/kernels/other/kernel.json',
    JSON.stringify({ argv, display_name: 'O', language: 'x' }),
  );
  const env = { JUPYTER_PATH: project.path('jupyter') };
  expect(findKernelspec('other', project.root, env).transport).toBe(transport);
});
