/** Plays one fault with one client in a folder of its own, and looks at what is left. */
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PATH, TSLAB_SPEC, WORKSPACE } from './clients.mjs';

/** A client that has not ended by then is taken to hang. */
const PATIENCE_S = 90;
const NAME = '01.ipynb';

export async function play(fault, client, jupyter) {
  const folder = prepare(fault, client);
  try {
    const names = fault.later === undefined ? [NAME] : [NAME, '02.ipynb'];
    const [command, args] = client.command(jupyter, names, fault);
    const env = { ...process.env, ...client.env(folder), ...fault.env, PATH };
    if (fault.change !== undefined) {
      await run(command, args, folder, env, fault);
      for (const [name, content] of Object.entries(fault.change)) writeFileSync(join(folder, name), content);
      return { stale: await lookAgain(client, folder, env) };
    }
    const before = readFileSync(join(folder, NAME), 'utf8');
    const result = await run(command, args, folder, env, fault);
    return { ...result, ...remains(folder, client, before) };
  } finally {
    remove(folder, fault);
  }
}

function prepare(fault, { kernel }) {
  const folder = mkdtempSync(join(tmpdir(), 'fault-'));
  if (fault.small !== undefined)
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${fault.small}`, 'tmpfs', folder]);
  writeFileSync(join(folder, 'package.json'), '{"name": "faults"}');
  symlinkSync(join(WORKSPACE, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'jupyter/kernels/tslab'), { recursive: true });
  writeFileSync(join(folder, 'jupyter/kernels/tslab/kernel.json'), JSON.stringify(TSLAB_SPEC));
  writeNotebook(join(folder, NAME), fault, kernel);
  if (fault.later !== undefined) writeNotebook(join(folder, '02.ipynb'), fault.later, kernel);
  for (const [name, content] of Object.entries(fault.files ?? {})) writeFileSync(join(folder, name), content);
  return folder;
}

function writeNotebook(path, { cells, runner }, kernel) {
  const code = (source, index) => ({
    cell_type: 'code',
    id: `cell-${index + 1}`,
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
  });
  const kernelspec = { name: kernel, display_name: kernel, language: 'typescript' };
  const metadata = { kernelspec, ...(runner && { runner }) };
  writeFileSync(
    path,
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells: cells.map(code) }, null, 1),
  );
}

async function run(command, args, folder, env, fault) {
  const event = join(folder, 'event');
  const began = Date.now();
  const child = spawn(command, args, { cwd: folder, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  let exit;
  let end;
  child.once('exit', (code, signal) => {
    exit = code ?? signal;
    end = Date.now();
  });
  let died;
  let signalled;
  while (end === undefined && Date.now() - began < PATIENCE_S * 1000) {
    await sleep(20);
    const marked = existsSync(event) ? readFileSync(event, 'utf8') : '';
    if (marked === '') continue;
    if (died === undefined && !isAlive(Number(marked))) died = Date.now();
    if (
      fault.signal !== undefined &&
      signalled === undefined &&
      Date.now() - statSync(event).mtimeMs > 1000
    ) {
      signalled = Date.now();
      child.kill(fault.signal);
    }
  }
  const hangs = end === undefined;
  if (hangs) child.kill('SIGKILL');
  const marked = existsSync(event) ? statSync(event).mtimeMs : began;
  const start = signalled ?? (fault.dies ? died : undefined) ?? marked;
  const kernel = existsSync(event) ? Number(readFileSync(event, 'utf8')) : undefined;
  await sleep(2000);
  const orphan = kernel !== undefined && !hangs && isAlive(kernel);
  if (kernel !== undefined && isAlive(kernel)) process.kill(kernel, 'SIGKILL');
  return {
    exit: hangs ? undefined : exit,
    seconds: hangs ? undefined : (end - start) / 1000,
    said: said.replaceAll(`${folder}/`, ''),
    orphan,
  };
}

/** What a person who has only the committed outputs can learn of changed data without running all again. */
async function lookAgain(client, folder, env) {
  if (client.name !== 'ours') return undefined;
  const [command, [runner]] = client.command('', [], {});
  const child = spawn(command, [runner, 'check', NAME], { cwd: folder, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const exit = await new Promise((resolve) => child.once('exit', resolve));
  return { exit, said };
}

/** The notebook itself, and what was saved beside. */
function remains(folder, client, before) {
  const now = readFileSync(join(folder, NAME), 'utf8');
  const partial = client.partial(NAME);
  const saved =
    partial !== false && existsSync(join(folder, partial))
      ? readFileSync(join(folder, partial), 'utf8')
      : undefined;
  return {
    same: now === before,
    notebook: parse(now),
    saved: saved === undefined ? undefined : parse(saved),
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function remove(folder, fault) {
  if (fault.small !== undefined) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
}
