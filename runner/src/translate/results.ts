import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { digestOf, sha256 } from '../cache/digest.js';
import { TranslationError } from '../errors.js';
import { writeFilesAtomically } from '../files.js';
import { stringifyCanonical } from '../json.js';
import { parseNotebook, serializeNotebook, type Notebook } from '../nbformat/index.js';
import { isInjected } from '../run/parameters.js';
import type { Translation } from './translation.js';

/** Where results are kept. */
export interface ResultPlace {
  /** The folder of the cache. */
  readonly folder: string;
  readonly root: string;
  /** The notebook that was executed. */
  readonly source: string;
}

const result = z.object({ key: z.string(), notebook: z.string() });

/** Keeps an executed notebook in another language for conversions: it is not written next to the English one. */
export function keepResult(place: ResultPlace, executed: Notebook, translation: Translation): void {
  const content = { key: keyOf(executed, translation), notebook: serializeNotebook(executed) };
  writeFilesAtomically([{ path: pathOf(place, translation.lang), content: stringifyCanonical(content) }]);
}

/**
 * The notebook with the outputs of the last run in another language.
 *
 * @param notebook as it is, its prose translated
 * @param name how messages call it
 * @throws {TranslationError} when it was not run, or its code or the texts of its outputs changed since
 */
export function withKeptOutputs(
  place: ResultPlace,
  notebook: Notebook,
  translation: Translation,
  name: string,
): Notebook {
  const { lang } = translation;
  const kept = readKept(pathOf(place, lang));
  const advice = `Run it first: run ${name} --lang ${lang}`;
  if (kept === undefined) throw new TranslationError(`${name} has no outputs in ${lang} yet. ${advice}`);
  if (kept.key !== keyOf(notebook, translation)) {
    throw new TranslationError(
      `${name}: its code or its texts in ${lang} have changed since it was run in ${lang}. ${advice}`,
    );
  }
  const executed = parseNotebook(kept.notebook, name);
  const outputs = new Map(
    executed.cells.flatMap((cell) => (cell.cell_type === 'code' ? [[cell.id, cell] as const] : [])),
  );
  const cells = notebook.cells.map((cell) => {
    if (cell.cell_type !== 'code') return cell;
    const { execution_count = null, outputs: own = [] } = outputs.get(cell.id) ?? {};
    return { ...cell, execution_count, outputs: own };
  });
  return { ...notebook, cells };
}

function readKept(path: string): z.output<typeof result> | undefined {
  try {
    return result.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** A notebook outside the project has no path from its root. */
function pathOf({ folder, root, source }: ResultPlace, lang: string): string {
  const local = relative(root, source);
  return join(folder, 'translated', lang, `${local.startsWith('..') ? sha256(source) : local}.json`);
}

/** What the outputs depend on that a conversion can see. */
function keyOf({ cells }: Notebook, { lang, texts }: Translation): string {
  const codes = cells.filter((cell) => cell.cell_type === 'code' && !isInjected(cell));
  return digestOf({ lang, texts: { ...texts }, cells: codes.map(({ id, source }) => ({ id, source })) });
}
