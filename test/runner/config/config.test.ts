import { afterEach, describe, expect, it } from 'vitest';
import { command } from '../../../runner/src/cli/commands/run.js';
import { command as translate } from '../../../runner/src/cli/commands/translate.js';
import { withConfig } from '../../../runner/src/config/apply.js';
import { ConfigError } from '../../../runner/src/config/errors.js';
import { findConfig } from '../../../runner/src/config/find.js';
import { UsageError } from '../../../runner/src/errors.js';
import { Project } from '../support/project.js';

const project = new Project();
const JSON_FILE = 'nbconvert-ts-runner.config.json';
const bare = project.read('package.json');
afterEach(() => {
  project.write('package.json', bare);
  for (const name of Object.keys(project.files())) if (name !== 'package.json') project.remove(name);
});

const set = (settings: object): void => {
  project.write(JSON_FILE, JSON.stringify(settings));
};
const merged = async (args: string[], cwd = project.root) =>
  (await withConfig('run', command, args, cwd)).rawArgs;

describe('findConfig', () => {
  it('reads json, yaml and package.json', () => {
    expect(findConfig(project.root)).toBeUndefined();
    set({ timeout: 5 });
    expect(findConfig(project.root)).toMatchObject({ file: JSON_FILE, settings: { timeout: 5 } });
    project.remove(JSON_FILE);
    project.write('nbconvert-ts-runner.config.yaml', 'notebooks: [a, b]\nrun:\n  jobs: 2\n');
    expect(findConfig(project.root)?.settings).toEqual({ notebooks: ['a', 'b'], run: { jobs: 2 } });
    project.remove('nbconvert-ts-runner.config.yaml');
    project.write('package.json', '{"nbconvert-ts-runner": {"jobs": 3}}');
    expect(findConfig(project.root)).toMatchObject({
      file: 'package.json (nbconvert-ts-runner)',
      settings: { jobs: 3 },
    });
  });

  it('names the file that is wrong, missing or one too many', () => {
    project.write(JSON_FILE, '{"timeout": }');
    expect(() => findConfig(project.root)).toThrow(/^nbconvert-ts-runner.config.json: cannot be read: /);
    project.write(JSON_FILE, '[1]');
    expect(() => findConfig(project.root)).toThrow('contains no options');
    set({});
    project.write('nbconvert-ts-runner.config.yml', '{}');
    expect(() => findConfig(project.root)).toThrow(
      'there is also nbconvert-ts-runner.config.yml. Keep only one',
    );
    expect(() => findConfig(project.root, 'other.json')).toThrow('other.json: no such file.');
  });
});

describe('withConfig', () => {
  it('puts the configuration before what is given, which wins', async () => {
    set({
      notebooks: 'notebooks',
      timeout: 5,
      'in-place': true,
      resume: false,
      env: ['A', 'B'],
      run: { timeout: 9 },
    });
    expect(await merged([])).toEqual(['--timeout=9', '--in-place', '--env=A', '--env=B', 'notebooks']);
    expect(await merged(['x.ipynb', '--timeout', '1', '--env=C'])).toEqual([
      '--in-place',
      'x.ipynb',
      '--timeout',
      '1',
      '--env=C',
    ]);
  });

  it('joins parameters by name', async () => {
    set({ parameter: { users: 'my.csv', top: 5 } });
    expect(await merged(['-p', 'top=7'])).toEqual(['--parameter=users="my.csv"', '-p', 'top=7']);
  });

  it('takes paths from the project root, wherever the command is called', async () => {
    set({ notebooks: ['notebooks'], 'output-dir': 'out' });
    project.write('deep/er/x', '');
    expect(await merged([], project.path('deep/er'))).toEqual(['--output-dir=../../out', '../../notebooks']);
  });

  it('adds the notebooks behind an action', async () => {
    set({ notebooks: ['notebooks'] });
    const words = async (args: string[]) =>
      (await withConfig('translate', translate, args, project.root)).rawArgs;
    expect(await words(['status'])).toEqual(['status', 'notebooks']);
    expect(await words(['status', 'a.ipynb'])).toEqual(['status', 'a.ipynb']);
  });

  it('leaves out options and sections of other commands', async () => {
    set({ to: 'markdown', convert: { 'output-dir': 'docs' }, jobs: 2 });
    expect(await merged([])).toEqual(['--jobs=2']);
  });

  it('is not used with --no-config, and another file with --config', async () => {
    set({ jobs: 2 });
    project.write('ci.yaml', 'jobs: 1');
    expect(await merged(['--no-config', 'a'])).toEqual(['a']);
    expect(await merged(['a', '--config', 'ci.yaml'])).toEqual(['--jobs=1', 'a']);
    expect(await merged(['--config=ci.yaml'])).toEqual(['--jobs=1']);
    await expect(merged(['--config'])).rejects.toThrow('--config needs a file name.');
  });

  it.each<[object, string]>([
    [{ timout: 5 }, 'unknown key timout. Did you mean timeout?'],
    [{ run: { to: 'html' } }, 'unknown key run.to'],
    [{ timeout: true }, 'timeout must be a string, a list of strings'],
    [{ 'in-place': 'yes' }, 'in-place must be true or false.'],
  ])('refuses %j', async (settings, message) => {
    set(settings);
    await expect(merged([])).rejects.toThrow(ConfigError);
    await expect(merged([])).rejects.toThrow(`${JSON_FILE}: ${message}`);
  });

  it('says where a value stands that the command refuses', async () => {
    set({ timeout: 'soon' });
    const wrong = new UsageError('--timeout soon: must be a number of seconds above 0.');
    const { explain } = await withConfig('run', command, [], project.root);
    expect(explain(wrong)).toMatchObject({ message: `${JSON_FILE}: ${wrong.message}`, exitCode: 2 });
    const given = await withConfig('run', command, ['--timeout', 'soon'], project.root);
    expect(given.explain(wrong)).toBe(wrong);
  });
});

describe('the command', () => {
  it('uses the configuration, and names it where it is wrong', async () => {
    set({ notebooks: ['none'] });
    expect((await project.start(['list']).done).output).toContain('none: no such notebook');
    set({ timeout: 'soon' });
    const { code, output } = await project.start(['run', '.']).done;
    expect(code).toBe(2);
    expect(output).toContain(`error: ${JSON_FILE}: --timeout soon: must be a number`);
  });
});
