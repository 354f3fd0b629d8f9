import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locale } from '../../core/label.js';
import { templatesFolder, type ProjectText } from '../init/templates.js';

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

/** The notebook of a report: its folder among the templates, and its name. */
export interface Report {
  readonly kind: 'audit' | 'monitor';
  readonly name: string;
}

/** The notebook of a report with these parameters, and its translation if asked. */
export function reportTexts(
  { kind, name }: Report,
  parameters: Parameters,
  locale: Locale,
): readonly ProjectText[] {
  const folder = join(templatesFolder(), kind);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const zh = join('zh', `${name}.yaml`);
  return [
    { path: `${name}.ipynb`, text: withParameters(read(`${name}.ipynb`), parameters) },
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
