/** A notebook as the graph sees it; paths are relative to the project root. */
export interface GraphNode {
  readonly name: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** What the runner writes for it: the notebook itself, its markdown and its figures. */
  readonly products: readonly string[];
}

/** One notebook reads what another writes; both are indexes of nodes. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  /** The path that is written. */
  readonly path: string;
}
