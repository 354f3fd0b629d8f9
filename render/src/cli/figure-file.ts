import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Figure } from '../figure.js';
import { UsageError } from './usage-error.js';

/**
 * The JSON in a file, or on standard input where the file is `-`.
 *
 * @throws UsageError where it cannot be read or is no JSON
 */
export async function readJson(file: string): Promise<unknown> {
  const name = file === '-' ? 'standard input' : file;
  let content: string;
  try {
    content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`cannot read ${name}: ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
  try {
    return JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replaceAll('\n', '⏎') : '';
    throw new UsageError(`${name} is not JSON: ${reason}`, { cause });
  }
}

/** The figure in a file; what is wrong inside it is found when it is drawn. */
export const readFigure = async (file: string): Promise<Figure> => (await readJson(file)) as Figure;
