import { isRemote } from './declaration.js';
import type { NotebookGraph } from './graph.js';

/**
 * The order of a run as text: under each notebook what it reads, which notebook writes that, and what it writes itself.
 *
 * @example
 * // 1. notebooks/01-cleaning.ipynb
 * //      <- data/users.csv
 * //      -> data/clean.parquet
 * // 2. notebooks/02-portrait.ipynb
 * //      <- data/clean.parquet (1. notebooks/01-cleaning.ipynb)
 */
export function drawGraph({ nodes, edges, order }: NotebookGraph): string {
  const place = new Map(order.map((index, position) => [index, position + 1]));
  const lines = order.flatMap((index) => {
    const { name = '', reads = [], writes = [] } = nodes[index] ?? {};
    const incoming = edges.filter(({ to }) => to === index);
    const plain = reads.filter((read) => isRemote(read) || !incoming.some(({ path }) => path === read));
    const from = incoming.map(
      ({ from, path }) => `     <- ${path} (${place.get(from) ?? ''}. ${nodes[from]?.name ?? ''})`,
    );
    const into = writes.map((path) => `     -> ${path}`);
    return [
      `${place.get(index) ?? ''}. ${name}`,
      ...plain.map((path) => `     <- ${path}`),
      ...from,
      ...into,
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}
