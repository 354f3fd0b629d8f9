import { spawnSync } from 'node:child_process';

/**
 * Those of the paths that git ignores: no one commits them, so there is nothing to compare them with. None where
 * there is no git or no repository.
 */
export function gitIgnored(paths: readonly string[], cwd: string): Set<string> {
  if (paths.length === 0) return new Set();
  const { status, stdout } = spawnSync('git', ['check-ignore', '--stdin', '-z'], {
    cwd,
    input: paths.join('\0'),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return new Set(status === 0 ? stdout.split('\0').filter((path) => path !== '') : []);
}
