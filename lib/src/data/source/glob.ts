import { existsSync } from 'node:fs';
import type { Engine } from '../../engine/engine.js';
import { asPattern, isPattern } from '../../engine/file-at.js';
import { literal, sql } from '../../engine/sql.js';

/** The files that a pattern such as `exports/*.csv` matches, by name, and the folder that it begins with. */
export async function filesMatching(
  engine: Engine,
  pattern: string,
): Promise<{ readonly folder: string; readonly paths: readonly string[] }> {
  const folder = fixedPart(pattern);
  return { folder, paths: await filesIn(engine, folder, pattern.slice(folder.length)) };
}

/** The files below a folder of exactly that name that a pattern matches, by name. */
export async function filesIn(engine: Engine, folder: string, pattern: string): Promise<readonly string[]> {
  const whole = folder === '' ? pattern : `${asPattern(folder).replace(/[/\\]$/, '')}/${pattern}`;
  const rows = await engine.all(sql`SELECT file FROM glob(${literal(whole)}) ORDER BY file`, {
    file: 'text',
  });
  return rows.map((row) => row.file);
}

/** The folder that a glob begins with: as much of it as exists under exactly that name. */
function fixedPart(pattern: string): string {
  let folder = '';
  for (const { index } of pattern.matchAll(/[/\\]/g)) {
    const longer = pattern.slice(0, index + 1);
    if (isPattern(longer.slice(folder.length)) && !existsSync(longer)) break;
    folder = longer;
  }
  return folder;
}
