import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';

interface Entry {
  readonly en: string;
  readonly zh: string;
}

/** The Chinese of a template by its English, as its file has it. */
export function translationsOf(notebook: string): ReadonlyMap<string, string> {
  const path = join('notebooks', dirname(notebook), 'zh', basename(notebook).replace('.ipynb', '.yaml'));
  const cells = parse(readFileSync(path, 'utf8'), { schema: 'failsafe' }) as Readonly<
    Record<string, Entry | readonly Entry[]>
  >;
  return new Map(
    Object.values(cells).flatMap((entry) => [entry].flat().map(({ en, zh }) => [en, zh] as const)),
  );
}
