import { describe, expect, it } from 'vitest';
import { KernelStartError } from '../../../runner/src/errors.js';
import { kernelEnvironment } from '../../../runner/src/kernel/environment.js';
import { findKernelspec } from '../../../runner/src/kernel/kernelspec.js';
import { MessageCodec } from '../../../runner/src/kernel/message.js';
import { Project } from '../support/project.js';

const spec = (name: string): string =>
  JSON.stringify({ argv: ['node', name], display_name: name, language: 'typescript' });

describe('findKernelspec', () => {
  const project = new Project();
  project.write('own/node_modules/some-kernel/share/jupyter/kernels/one/kernel.json', spec('from package'));
  project.write('own/node_modules/@scope/kernel/share/jupyter/kernels/two/kernel.json', spec('from scope'));
  project.write('listed/kernels/one/kernel.json', spec('from JUPYTER_PATH'));
  project.write('listed/kernels/three/kernel.json', spec('from JUPYTER_PATH'));
  project.write('home/.local/share/jupyter/kernels/four/kernel.json', spec('from home'));
  project.write('listed/kernels/broken/kernel.json', '{"argv": []}');
  const env = {
    JUPYTER_PATH: project.path('listed'),
    JUPYTER_DATA_DIR: project.path('home/.local/share/jupyter'),
  };
  const find = (name: string) => findKernelspec(name, project.path('own'), env);

  it.each([
    ['one', 'from package'],
    ['two', 'from scope'],
    ['three', 'from JUPYTER_PATH'],
    ['four', 'from home'],
  ])('finds %s %s', (name, source) => {
    expect(find(name)).toMatchObject({ name, displayName: source, argv: ['node', source] });
  });

  it('finds packages in the folders above, as Node.js does, after those of the project', () => {
    const inner = project.path('own/shop');
    expect(findKernelspec('one', inner, env).displayName).toBe('from package');
    project.write('own/shop/node_modules/k/share/jupyter/kernels/one/kernel.json', spec('from the shop'));
    expect(findKernelspec('one', inner, env).displayName).toBe('from the shop');
  });

  it('lists what is installed when the name is unknown', () => {
    expect(() => find('thre')).toThrow(KernelStartError);
    expect(() => find('thre')).toThrow(/Installed: .*four.*Did you mean --kernel three\?/);
  });

  it.each(['../one', '..', 'a/b', '/etc', 'a\\b', ''])('refuses %j, which is no name', (name) => {
    project.write('outside/kernel.json', spec('from outside'));
    expect(() => find(name)).toThrow(KernelStartError);
    expect(() => find(name)).toThrow('is not a name of a kernel');
  });

  it('says which kernel.json is broken', () => {
    expect(() => find('broken')).toThrow(/broken.kernel\.json is not a kernelspec/);
  });
});

describe('kernelEnvironment', () => {
  const shell = {
    PATH: '/bin',
    HOME: '/h',
    USER: 'u',
    TZ: 'Asia/Shanghai',
    NODE_OPTIONS: '-x',
    SECRET: 's',
    A: '1',
  };

  it('passes the fixed few and the names asked for', () => {
    const env = kernelEnvironment(['A', 'ABSENT'], { SPEC: 'yes' }, shell);
    expect(env).toMatchObject({
      PATH: '/bin',
      HOME: '/h',
      USER: 'u',
      A: '1',
      SPEC: 'yes',
      TZ: 'UTC',
      LC_ALL: 'C.UTF-8',
    });
    expect(env).toMatchObject({
      NO_COLOR: '1',
      NBCONVERT_TS_RUNNER: '1',
      TALLY_KERNEL_PARENT_PID: String(process.pid),
    });
    expect(Object.keys(env)).not.toContain('SECRET');
    expect(Object.keys(env)).not.toContain('NODE_OPTIONS');
    expect(Object.keys(env)).not.toContain('ABSENT');
  });
});

describe('MessageCodec', () => {
  const codec = new MessageCodec('key');
  const frames = codec.encode('status', 'id-1', { execution_state: 'idle' });

  it('reads what it wrote, behind any routing frames', () => {
    const message = codec.decode([Buffer.from('topic'), ...frames]);
    expect(message).toEqual({
      type: 'status',
      id: 'id-1',
      parentId: undefined,
      content: { execution_state: 'idle' },
    });
  });

  it('drops a message of another key, a changed one and a short one', () => {
    expect(new MessageCodec('other').decode(frames)).toBeUndefined();
    expect(codec.decode([...frames.slice(0, -1), Buffer.from('{}')])).toBeUndefined();
    expect(codec.decode(frames.slice(0, 3))).toBeUndefined();
  });
});
