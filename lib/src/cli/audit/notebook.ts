import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locale } from '../../core/label.js';
import { templatesFolder, type ProjectText } from '../init/templates.js';

export const NOTEBOOK = 'segment-audit';

const notebookSchema = z.looseObject({
  cells: z.array(
    z.looseObject({
      source: z.union([z.string(), z.array(z.string())]),
      metadata: z.looseObject({ tags: z.array(z.string()).optional() }),
    }),
  ),
});

/** Values of the notebook's parameters, by name. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The notebook of the audit with these parameters, and its translation if asked. */
export function auditTexts(
  parameters: Parameters,
  locale: Locale,
  folder = join(templatesFolder(), 'audit'),
): readonly ProjectText[] {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const zh = join('zh', `${NOTEBOOK}.yaml`);
  return [
    { path: `${NOTEBOOK}.ipynb`, text: withParameters(read(`${NOTEBOOK}.ipynb`), parameters) },
    ...(locale === 'zh' ? [{ path: zh, text: read(zh) }] : []),
  ];
}

/** `let name: type = value;` with the value of the parameter of that name. */
const DECLARED = /^(let (\w+)(?:: [^=]*)? = ).*;$/gm;

function withParameters(notebook: string, parameters: Parameters): string {
  const { cells, ...rest } = notebookSchema.parse(JSON.parse(notebook));
  const changed = cells.map((cell) => {
    if (cell.metadata.tags?.includes('parameters') !== true) return cell;
    const source = typeof cell.source === 'string' ? cell.source : cell.source.join('');
    const filled = source.replaceAll(DECLARED, (line, start: string, name: string) =>
      parameters[name] === undefined ? line : `${start}${JSON.stringify(parameters[name])};`,
    );
    return { ...cell, source: filled };
  });
  return `${JSON.stringify({ ...rest, cells: changed }, null, 1)}\n`;
}
