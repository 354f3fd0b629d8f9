import { drawCycle, shortestCycle } from './cycle.js';
import { isRemote } from './declaration.js';
import { GraphError } from './errors.js';
import { missingProducer } from './missing.js';
import type { GraphEdge, GraphNode } from './node.js';
import { overlaps, readsFrom } from './path-match.js';

export interface NotebookGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The indexes of the nodes, each after all it reads from; otherwise in the given order. */
  readonly order: readonly number[];
}

export interface GraphSurroundings {
  /** Whether a file, or one that matches the pattern, exists before the run. */
  readonly exists: (path: string) => boolean;
  /** A hint for the error about a file that no notebook writes, for example which other notebook would. */
  readonly hint?: (path: string) => string;
}

/**
 * Builds the graph of which notebook reads from which, and the resulting order.
 *
 * @throws {GraphError} showing a cycle; naming a file that two notebooks write; or one that does not exist and
 *   that no notebook writes, with the closest path that one does write
 */
export function buildGraph(nodes: readonly GraphNode[], surroundings: GraphSurroundings): NotebookGraph {
  checkWriters(nodes);
  const edges = nodes.flatMap((node, to) => edgesInto(node, to, nodes));
  checkProducers(nodes, edges, surroundings);
  const order = topologicalOrder(nodes.length, edges);
  if (order.length === nodes.length) return { nodes, edges, order };
  const stuck = edges.filter(({ from, to }) => !order.includes(from) && !order.includes(to));
  throw new GraphError(
    `the notebooks depend on each other:\n  ${drawCycle(shortestCycle(stuck), nodes)}\n` +
      'Take one of these files out of "reads" or "writes", or move the cells that write it to a separate notebook.',
  );
}

/** The nodes that each node reads from, each once. */
export function producersOf({ nodes, edges }: NotebookGraph): number[][] {
  return nodes.map((_node, index) => [
    ...new Set(edges.filter(({ to }) => to === index).map(({ from }) => from)),
  ]);
}

function edgesInto(node: GraphNode, to: number, nodes: readonly GraphNode[]): GraphEdge[] {
  const found = node.reads.flatMap((read) =>
    nodes.flatMap((other, from) => {
      // A pattern may match the notebook itself; a notebook does not wait for itself.
      const written = from === to ? other.writes : [...other.writes, ...other.products];
      return written.filter((path) => readsFrom(read, path)).map((path) => ({ from, to, path }));
    }),
  );
  return found.filter(
    (edge, index) => found.findIndex((one) => one.from === edge.from && one.path === edge.path) === index,
  );
}

function checkWriters(nodes: readonly GraphNode[]): void {
  const writers = nodes.flatMap(({ name, writes }) => writes.map((path) => ({ name, path })));
  for (const [index, { name, path }] of writers.entries()) {
    const other = writers.slice(0, index).find((one) => one.name !== name && overlaps(one.path, path));
    if (other === undefined) continue;
    throw new GraphError(
      `${other.name} and ${name} both write ${path}, so its content would depend on which runs last.\n` +
        `  ${other.name} -> ${other.path}\n  ${name} -> ${path}\nLet only one of them write it, or give each its own file.`,
    );
  }
}

function checkProducers(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  { exists, hint }: GraphSurroundings,
): void {
  for (const [index, { name, reads }] of nodes.entries()) {
    const written = edges.filter(({ to }) => to === index).map(({ path }) => path);
    const missing = reads.find(
      (read) => !isRemote(read) && !written.some((path) => readsFrom(read, path)) && !exists(read),
    );
    if (missing === undefined) continue;
    throw missingProducer(
      missing,
      name,
      nodes.flatMap(({ writes }) => writes),
      hint?.(missing) ?? '',
    );
  }
}

/** Kahn's algorithm; of the nodes that may come next, always the first. Nodes in a cycle, or that depend on one, are left out. */
function topologicalOrder(count: number, edges: readonly GraphEdge[]): number[] {
  const order: number[] = [];
  const waiting = new Set(Array.from({ length: count }, (_none, index) => index));
  for (;;) {
    const next = [...waiting].find(
      (index) => !edges.some(({ from, to }) => to === index && waiting.has(from)),
    );
    if (next === undefined) return order;
    waiting.delete(next);
    order.push(next);
  }
}
