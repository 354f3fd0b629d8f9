import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../runner/src/json.js';
import { readEachFile, readParameterFile } from '../../../runner/src/run/parameter-file.js';
import { planVariants } from '../../../runner/src/run/variants.js';
import { code, notebook } from '../support/notebooks.js';
import { Project } from '../support/project.js';

const project = new Project();

describe('a file of parameters', () => {
  const read = (content: string) => {
    project.write('params.yaml', content);
    return readParameterFile(project.path('params.yaml'));
  };

  it('is YAML 1.2 without surprises', () => {
    expect(read('a: no\nb: 2024-01-01\nc: 1e3\nd: {x: [1, true, null]}\ne: "007"\nf: 12:30\n')).toEqual({
      a: 'no',
      b: '2024-01-01',
      c: 1000,
      d: { x: [1, true, null] },
      e: '007',
      f: '12:30',
    });
    expect(read('{"a": "json", "b": [1]}')).toEqual({ a: 'json', b: [1] });
  });

  it.each([
    ['a: [1', /params\.yaml:1:\d+: .*\]/],
    ['a: 1\na: 2', /params\.yaml:2:1: Map keys must be unique/],
    ['- a: 1', /For one output per entry of a list, use --each/],
    ['', /write one parameter per line/],
    ['a: 12345678901234567890', /12345678901234567890 is beyond what a number holds/],
    ['a: [1e-400]', /1e-400 is beyond what a number holds/],
    ['a: .nan', /NaN is not a valid/],
    ['a: !date 2024-01-01', /params\.yaml:1:4: Unresolved tag/],
  ])('refuses %j', (content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  it('of several outputs is a list', () => {
    project.write('each.yaml', '- region: East\n- region: West\n');
    expect(readEachFile(project.path('each.yaml'))).toEqual([{ region: 'East' }, { region: 'West' }]);
    project.write('params.yaml', 'a: 1');
    expect(() => readEachFile(project.path('params.yaml'))).toThrow('write a list of parameters');
  });
});

describe('planVariants', () => {
  const plan = (outputName: string | undefined, each: JsonObject[], outputDir: string | undefined = 'out') =>
    planVariants(['/p/report.ipynb'], { cwd: '/p', root: '/p', outputDir, each, outputName });
  const names = (outputName: string | undefined, each: JsonObject[]): string[] =>
    plan(outputName, each).map(({ paths }) => `${paths.notebook} ${paths.figures}`);

  it('gives each output its name and its figures folder', () => {
    expect(names('{notebook}-{region}', [{ region: 'East' }, { region: 'North West/2' }])).toEqual([
      '/p/out/report-East.ipynb /p/out/figures/report-East',
      '/p/out/report-North-West-2.ipynb /p/out/figures/report-North-West-2',
    ]);
    expect(names(undefined, [{}, {}])).toEqual([
      '/p/out/report-1.ipynb /p/out/figures/report-1',
      '/p/out/report-2.ipynb /p/out/figures/report-2',
    ]);
  });

  it('refuses names that collide or cannot be made', () => {
    expect(() => names('{notebook}', [{}, {}])).toThrow('would write to the same place');
    expect(() => names('{regoin}', [{ region: 'East' }])).toThrow('Did you mean {region}?');
    expect(() => names('{region}', [{ region: ['East'] }])).toThrow('which cannot be part of a file name');
    expect(() => names('{region}', [{ region: '..' }])).toThrow('which is not a file name');
    expect(() => planVariants(['/p/a.ipynb'], { cwd: '/p', root: '/p', each: [{}] })).toThrow(
      '--output-dir DIR',
    );
  });
});

describe('run --each', () => {
  project.add(
    'report.ipynb',
    notebook([
      code("let region: string = 'all';\nlet top = 1;", { tags: ['parameters'] }),
      code('console.log(region, top)'),
    ]),
  );

  it('makes one notebook for each entry; -p wins over it, and it over the file', async () => {
    project.write('each.yaml', '- {region: "1", top: 5}\n- {region: West}\n');
    project.write('shared.yaml', 'region: shared\ntop: 7\n');
    const args = ['run', 'report.ipynb', '--each', 'each.yaml', '--params-file', 'shared.yaml'];
    const more = ['--name', '{notebook}-{region}', '--output-dir', 'out'];
    const { code: exit, output } = await project.start([...args, ...more]).done;
    expect(output).toContain('2 notebooks: 2 ok');
    expect(exit).toBe(0);
    const printed = (name: string) => project.outputs(`out/${name}.ipynb`, 3);
    expect(printed('report-1')).toMatchObject([{ text: '1 5\n' }]);
    expect(printed('report-West')).toMatchObject([{ text: 'West 7\n' }]);
    const again = await project.start([...args, ...more, '-p', 'top=9', '-p', 'region=true']).done;
    expect(again.code).toBe(0);
    expect(printed('report-West')).toMatchObject([{ text: 'true 9\n' }]);
  });

  it('checks values before anything runs', async () => {
    const { code: exit, output } = await project.start([
      'run',
      'report.ipynb',
      '-p',
      'top=abc',
      '--output-dir',
      'bad',
    ]).done;
    expect(output).toBe('error: parameter top: report.ipynb declares it as 1, and "abc" is a string.\n');
    expect(exit).toBe(2);
  });
});
