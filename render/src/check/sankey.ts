import { InvalidFigureError } from '../errors.js';
import { hasAttributes, listLength, numberOf, type Attributes } from './extent.js';
import { atMost, LIMITS } from './limits.js';

const partOf = (trace: Attributes, name: string): Attributes => {
  const part = trace[name];
  return hasAttributes(part) ? part : {};
};

const listOf = (value: unknown): readonly unknown[] =>
  listLength(value) === 0 ? [] : Array.from(value as ArrayLike<unknown>);

/**
 * Plotly makes as many nodes as the greatest index says, whether they have a name or not.
 *
 * @throws InvalidFigureError at the end of a link that is no node
 */
export function checkSankey(trace: Attributes, path: string): void {
  if (trace['type'] !== 'sankey') return;
  const nodes = Math.max(0, ...Object.values(partOf(trace, 'node')).map(listLength));
  atMost(nodes, LIMITS.slices, `${path}.node`, 'nodes');
  const link = partOf(trace, 'link');
  for (const end of ['source', 'target']) {
    listOf(link[end]).forEach((given, index) => {
      // A link with an end left open is not drawn.
      if (given === null || given === undefined) return;
      checkIndex(given, nodes, `${path}.link.${end}[${index}]`);
    });
  }
}

function checkIndex(given: unknown, nodes: number, path: string): void {
  const index = numberOf(given);
  if (!Number.isInteger(index) || index < 0) {
    const problem = `must be the index of a node, a whole number from 0, got ${JSON.stringify(given)}`;
    throw new InvalidFigureError(path, problem);
  }
  if (nodes > 0 && index >= nodes) {
    throw new InvalidFigureError(path, `is node ${index}, but the last of ${nodes} nodes is ${nodes - 1}`);
  }
  atMost(index + 1, LIMITS.slices, path, 'nodes');
}

/** Whether plotly would draw a link; it leaves out those within one group of nodes too. */
function hasLink(trace: Attributes): boolean {
  const groups = new Map<number, number>();
  listOf(partOf(trace, 'node')['groups']).forEach((group, index) => {
    for (const node of listOf(group).map(numberOf)) if (!groups.has(node)) groups.set(node, index);
  });
  const link = partOf(trace, 'link');
  const [sources, targets] = [listOf(link['source']).map(numberOf), listOf(link['target']).map(numberOf)];
  return listOf(link['value']).some((value, index) => {
    const [source = Number.NaN, target = Number.NaN] = [sources[index], targets[index]];
    if (!(numberOf(value) > 0) || Number.isNaN(source) || Number.isNaN(target)) return false;
    return !groups.has(source) || groups.get(source) !== groups.get(target);
  });
}

/** Takes out, in place, Sankey diagrams without a link: plotly fails on them, where it draws other empty traces empty. */
export function hideEmptySankeys(data: readonly object[]): void {
  for (const trace of data) {
    if (!hasAttributes(trace) || trace['type'] !== 'sankey' || hasLink(trace)) continue;
    Object.assign(trace, { visible: false });
  }
}
