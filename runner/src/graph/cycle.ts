import type { GraphEdge, GraphNode } from './node.js';

/** The edges of a shortest cycle, from the first node that is in one; empty when there is none. */
export function shortestCycle(edges: readonly GraphEdge[]): GraphEdge[] {
  const starts = [...new Set(edges.map(({ from }) => from))].sort((a, b) => a - b);
  const cycles = starts.map((start) => wayBack(start, edges)).filter((cycle) => cycle.length > 0);
  return cycles.reduce((best, cycle) => (cycle.length < best.length ? cycle : best), cycles[0] ?? []);
}

/** `a.ipynb -> data/x.parquet -> b.ipynb -> data/y.parquet -> a.ipynb` */
export function drawCycle(cycle: readonly GraphEdge[], nodes: readonly GraphNode[]): string {
  const name = (index: number | undefined): string => nodes[index ?? -1]?.name ?? '';
  return [...cycle.flatMap(({ from, path }) => [name(from), path]), name(cycle[0]?.from)].join(' -> ');
}

/** Breadth first from a node until it is reached again. */
function wayBack(start: number, edges: readonly GraphEdge[]): GraphEdge[] {
  const seen = new Set<number>();
  let ways: GraphEdge[][] = [[]];
  while (ways.length > 0) {
    const longer: GraphEdge[][] = [];
    for (const way of ways) {
      for (const edge of edges) {
        if (edge.from !== (way.at(-1)?.to ?? start) || seen.has(edge.to)) continue;
        if (edge.to === start) return [...way, edge];
        seen.add(edge.to);
        longer.push([...way, edge]);
      }
    }
    ways = longer;
  }
  return [];
}
