import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readVersions } from '../environment/versions.js';
import { loadTypeScript } from '../compile/load-typescript.js';
import { installedDir, mainPath } from './locations.js';

/** One thing the doctor looked at. */
export interface Finding {
  readonly ok: boolean;
  /** What was found, or what is wrong and what to do. */
  readonly text: string;
}

/** The oldest Node.js whose `require` loads ES modules. */
const OLDEST_NODE = [20, 19] as const;

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return {
    ok,
    text: ok
      ? `Node.js ${version}`
      : `Node.js ${version} is too old: install ${OLDEST_NODE.join('.')} or newer`,
  };
}

async function check(good: string, advice: string, act: () => unknown): Promise<Finding> {
  try {
    await act();
    return { ok: true, text: good };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, text: `${advice}: ${reason}` };
  }
}

function checkInstalled(folder: string): Finding {
  const file = join(folder, 'kernel.json');
  if (!existsSync(file)) {
    return { ok: false, text: `not installed in ${folder}: run tally-kernel install` };
  }
  const { argv = [] } = JSON.parse(readFileSync(file, 'utf8')) as { argv?: readonly string[] };
  const [node, program] = [argv[0] ?? '', argv.at(-2) ?? '']; // flags of Node.js may stand between them
  const missing = [node, program].find((path) => !existsSync(path));
  if (missing !== undefined) {
    return { ok: false, text: `${file} names ${missing}, which is gone: run tally-kernel install again` };
  }
  const own = program === mainPath();
  return { ok: true, text: `installed in ${folder}${own ? '' : ` (runs another copy: ${program})`}` };
}

/** Looks at everything the kernel needs. */
export async function examine(): Promise<readonly Finding[]> {
  const versions = readVersions();
  return [
    checkNode(versions.node),
    await check('ZeroMQ loads', "ZeroMQ's binary does not load on this platform", () => import('zeromq')),
    await check(`TypeScript ${versions.typescript} loads`, 'TypeScript cannot be loaded', loadTypeScript),
    checkInstalled(installedDir({ kind: 'user' })),
  ];
}
