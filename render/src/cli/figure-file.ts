import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Figure } from '../figure.js';
import { UsageError } from './usage-error.js';

/**
 * Reads JSON from a file, or from standard input if the file is `-`.
 *
 * @throws UsageError when it cannot be read or is not JSON
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

/** Reads a figure from a file; its content is checked when it is drawn. */
export const readFigure = async (file: string): Promise<Figure> => (await readJson(file)) as Figure;
