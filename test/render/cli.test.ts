import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Renderer } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shares } from '../../render/gallery/shares.js';
import { runCommand } from '../../render/src/cli/run.js';

const COMMAND = fileURLToPath(new URL('../../render/bin/plotly-static.js', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plotly-static-'));
  writeFileSync(join(folder, 'funnel.json'), JSON.stringify(shares.funnel));
  writeFileSync(join(folder, 'donut.json'), JSON.stringify(shares.donut));
  writeFileSync(join(folder, 'webgl.json'), '{"data":[{"type":"scattergl","y":[1]}]}');
  writeFileSync(join(folder, 'broken.json'), '{"data":\n[');
  writeFileSync(join(folder, 'odd.json'), '{"data":[{"type":"bar","y":[1],"color":"red"}]}');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs the command in a process of its own. */
function run(args: readonly string[], input = ''): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

/** Runs the command in this process, where a start costs nothing; file names become paths in the folder. */
async function runHere(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const keep = (name: 'stdout' | 'stderr') => ({ write: (text: string) => (said[name] += text) });
  const inFolder = args.map((word) => (/^(?!-).*\.\w+$/.test(word) ? join(folder, word) : word));
  const code = await runCommand(inFolder, { stdout: keep('stdout'), stderr: keep('stderr') });
  return { code, ...said };
}

test('an SVG is what the library draws', async () => {
  expect(run(['funnel.json', '-o', 'out/funnel.svg', '--width', '500'])).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  const renderer = await Renderer.create();
  const expected = await renderer.svg(shares.funnel, { width: 500 });
  renderer.dispose();
  expect(readFileSync(join(folder, 'out', 'funnel.svg'), 'utf8')).toBe(expected);
  expect(readdirSync(join(folder, 'out'))).toEqual(['funnel.svg']);
});

test('standard input, a PNG at a scale, a background and a locale', () => {
  const figure = JSON.stringify({ data: [{ type: 'bar', y: [1] }], layout: { width: 300, height: 200 } });
  const args = ['-', '-o', 'stdin.PNG', '--scale', '2', '--background', 'transparent', '--locale', 'de'];
  expect(run(args, figure)).toMatchObject({ code: 0, stderr: '' });
  const png = readFileSync(join(folder, 'stdin.PNG'));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([600, 400]);
});

test('text as outlines', async () => {
  expect(await runHere(['funnel.json', '-o', 'outlined.svg', '--text-as', 'outlines'])).toMatchObject({
    code: 0,
    stderr: '',
  });
  const svg = readFileSync(join(folder, 'outlined.svg'), 'utf8');
  expect(svg).not.toContain('<text');
  expect(svg).toContain('role="img" aria-label="');
});

test('of several inputs those that fail are named and the others drawn', () => {
  const { code, stderr } = run(['funnel.json', 'webgl.json', 'donut.json', '--out-dir', 'many']);
  expect(readdirSync(join(folder, 'many'))).toEqual(['donut.png', 'funnel.png']);
  expect(stderr).toMatch(/^error: webgl\.json: data\[0\]: trace type 'scattergl' [^\n]+\n$/);
  expect(code).toBe(1);
});

test('warnings go to standard error, with the file they are about', async () => {
  const { code, stderr } = await runHere(['odd.json', '-o', 'warned.svg']);
  expect(stderr).toMatch(/^warning: .*odd\.json: data\[0\]\.color/);
  expect(code).toBe(0);
});

describe('wrong usage or input is told in one line, exit code 2', () => {
  test.each<[string, string[], RegExp]>([
    ['no input', ['-o', 'x.svg'], /no input/],
    ['no output', ['funnel.json'], /--output FILE or --out-dir FOLDER/],
    ['an unknown option', ['funnel.json', '-o', 'x.svg', '--widht', '5'], /--widht; did you mean --width\?/],
    ['an unknown ending', ['funnel.json', '-o', 'x.jpg'], /svg or png, got "jpg"/],
    ['several inputs for one output', ['funnel.json', 'donut.json', '-o', 'x.svg'], /--out-dir/],
    ['two inputs of one name', ['funnel.json', 'funnel.json', '--out-dir', 'x'], /both be written to/],
    ['no number', ['funnel.json', '-o', 'x.svg', '--scale', 'two'], /--scale must be a number/],
    [
      'another form of text',
      ['funnel.json', '-o', 'x.svg', '--text-as', 'paths'],
      /text or outlines, got "paths"/,
    ],
    ['a missing file', ['none.json', '-o', 'x.svg'], /cannot read .*none\.json/],
    ['a file that is no JSON', ['broken.json', '-o', 'x.svg'], /broken\.json is not JSON/],
    [
      'a file that is no font',
      ['funnel.json', '-o', 'x.svg', '--font', 'donut.json'],
      /donut\.json as a TTF/,
    ],
    ['an unknown locale', ['funnel.json', '-o', 'x.svg', '--locale', 'zh-XN'], /did you mean zh-CN/],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await runHere(args);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect([code, stdout]).toEqual([2, '']);
    expect(existsSync(join(folder, 'x.svg'))).toBe(false);
  });

  test('in a process of its own too', () => {
    const { code, stdout, stderr } = run(['none.json', '-o', 'x.svg']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: cannot read none\.json[^\n]+\n$/);
  });

  test('a figure that is none', () => {
    const { code, stderr } = run(['-', '-o', 'x.svg'], '[]');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: standard input: figure: must be[^\n]+\n$/),
    ]);
  });
});

test('help has examples and exit codes', () => {
  const { code, stdout } = run(['--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('plotly-static figure.json -o figure.png --scale 2');
  expect(stdout).toContain('EXIT CODES');
});
