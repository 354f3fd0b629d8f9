import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { OptionsError } from '../../errors.js';
import type { Locale } from '../../core/label.js';
import type { DataKind } from '../../mapping/kinds.js';

/** A file of the project: its path in the project's folder, and its text. */
export interface ProjectText {
  readonly path: string;
  readonly text: string;
}

/**
 * The folder of the notebooks that `tally init` copies: in the package, or in the repository.
 *
 * @throws OptionsError if there is none: the library was built without them.
 */
export function templatesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = join(folder, 'templates');
    if (existsSync(join(found, 'orders'))) return found;
    if (dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  throw new OptionsError('The notebooks of `tally init` are missing. Install the package again.');
}

/** The notebooks for a kind of data, reading their parameters from `tally.yaml`, with their translations if asked. */
export function notebooksFor(
  kind: DataKind,
  locale: Locale,
  folder = templatesFolder(),
): readonly ProjectText[] {
  const from = join(folder, kind);
  const read = (name: string) => readFileSync(join(from, name), 'utf8');
  const notebooks = readdirSync(from).filter((name) => name.endsWith('.ipynb'));
  const zh = join(from, 'zh');
  const translations =
    locale === 'zh' && existsSync(zh) ? readdirSync(zh).filter((name) => name.endsWith('.yaml')) : [];
  return [
    ...notebooks.map((name) => ({ path: join('notebooks', name), text: withProject(read(name), kind) })),
    ...translations.map((name) => ({ path: join('notebooks', 'zh', name), text: read(join('zh', name)) })),
  ];
}

const cellSchema = z.looseObject({
  source: z.union([z.string(), z.array(z.string())]),
  metadata: z.looseObject({ tags: z.array(z.string()).optional() }),
});
const notebookSchema = z.looseObject({ cells: z.array(cellSchema) });

/** What {@link readProject} knows, by the names that the notebooks' parameters have. */
const NAMES = [
  ...['data', 'map', 'timeZone', 'currency', 'asOf', 'locale', 'options', 'views', 'interests', 'purchases'],
];
const PARAMETER = new RegExp(`^let (${NAMES.join('|')})(: [^=]*?)? = .*;$`, 'gm');

/** The notebook with the values of `tally.yaml` as the defaults of its parameters. */
export function withProject(notebook: string, kind: DataKind): string {
  const { cells, ...rest } = notebookSchema.parse(JSON.parse(notebook));
  const changed = cells.map((cell) => {
    if (cell.metadata.tags?.includes('parameters') !== true) return cell;
    const source = typeof cell.source === 'string' ? cell.source : cell.source.join('');
    const [imports, code] = splitImports(
      source.replaceAll(
        PARAMETER,
        (_, name: string, type = '') => `let ${name}${String(type)} = project.${name};`,
      ),
    );
    const read = `import { readProject } from 'tally';\n${imports}const project = readProject('tally.yaml', '${kind}');\n`;
    return { ...cell, source: `${read}${code}` };
  });
  return `${JSON.stringify({ ...rest, cells: changed }, null, 1)}\n`;
}

/** The imports at the beginning of a cell, and what follows. */
function splitImports(source: string): readonly [string, string] {
  const imports = /^(?:import .*;\n)*/.exec(source)?.[0] ?? '';
  return [imports, source.slice(imports.length)];
}
