import { drawCycle, shortestCycle } from './cycle.js';
import { isRemote } from './declaration.js';
import { GraphError } from './errors.js';
import { missingProducer } from './missing.js';
import { overlaps, readsFrom } from './path-match.js';

/** A notebook as the graph sees it; paths are relative to the project root. */
export interface GraphNode {
  readonly name: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What the runner writes for it: the notebook itself, its markdown and its figures. */
  readonly products: readonly string[];
}

/** One notebook reads what another writes; both are numbers of nodes. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  /** What is written. */
  readonly path: string;
}

export interface NotebookGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The numbers of the nodes, each behind all it reads from; otherwise as given. */
  readonly order: readonly number[];
}

export interface GraphSurroundings {
  /** Whether a file, or a file that fits the pattern, is there before the run. */
  readonly exists: (path: string) => boolean;
  /** Something to add to the error on a file that nobody writes, for example who else would write it. */
  readonly hint?: (path: string) => string;
}

/**
 * Who reads from whom, and the order that follows from it.
 *
 * @throws {GraphError} drawing a cycle; naming a file that two notebooks write; or one that is not there and
 *   that none writes, with the nearest path that one does write
 */
export function buildGraph(nodes: readonly GraphNode[], surroundings: GraphSurroundings): NotebookGraph {
  checkWriters(nodes);
  const edges = nodes.flatMap((node, to) => edgesInto(node, to, nodes));
  checkProducers(nodes, edges, surroundings);
  const order = topologicalOrder(nodes.length, edges);
  if (order.length === nodes.length) return { nodes, edges, order };
  const stuck = edges.filter(({ from, to }) => !order.includes(from) && !order.includes(to));
  throw new GraphError(
    `the notebooks wait for each other:\n  ${drawCycle(shortestCycle(stuck), nodes)}\n` +
      'Take one of these files out of "reads" or "writes", or move the cells that make it to a notebook of their own.',
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
      // Its own notebook may fit a pattern that a notebook reads; that is no reason to wait for itself.
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
      `${other.name} and ${name} both write ${path}, so what is in it would depend on who comes last.\n` +
        `  ${other.name} -> ${other.path}\n  ${name} -> ${path}\nLet one of them write it, or give each a file of its own.`,
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

/** Kahn's algorithm; of the nodes that may come next, always the first. Nodes in or behind a cycle are left out. */
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
