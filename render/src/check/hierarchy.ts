import { InvalidFigureError } from '../errors.js';
import { listLength, numberOf, type Attributes } from './extent.js';

const TYPES = new Set<unknown>(['treemap', 'sunburst', 'icicle']);

/** How far plotly lets the parts of a whole be above it. */
const TOLERANCE = 1 - 1e-6;

interface Part {
  readonly index: number;
  readonly id: string;
  readonly parent: string;
  readonly value: number;
}

const listOf = (value: unknown): readonly unknown[] =>
  listLength(value) === 0 ? [] : Array.from(value as ArrayLike<unknown>);

const nameOf = (value: unknown): string =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : '';

/** The parts that plotly takes: those with a name and, where there are values, with one of 0 or more. */
function partsOf(trace: Attributes): Part[] {
  const { labels, ids, parents, values } = trace;
  const names = listOf(listLength(ids) > 0 ? ids : labels);
  const above = listOf(parents);
  const sizes = listOf(values);
  const length = Math.min(names.length, above.length, sizes.length > 0 ? sizes.length : Infinity);
  return names.slice(0, length).flatMap((name, index) => {
    const value = sizes.length > 0 ? numberOf(sizes[index]) : 0;
    if (nameOf(name) === '' || !(value >= 0)) return [];
    return [{ index, id: nameOf(name), parent: nameOf(above[index]), value }];
  });
}

/** @throws InvalidFigureError where the parts of a treemap, sunburst or icicle make no tree: plotly draws nothing then */
export function checkHierarchy(trace: Attributes, path: string): void {
  if (!TYPES.has(trace['type'])) return;
  const parts = partsOf(trace);
  const known = new Map(parts.map((part) => [part.id, part]));
  const absent = parts.filter(({ parent }) => parent !== '' && !known.has(parent));
  const hasRoot = parts.some(({ parent }) => parent === '');
  // Without a root, the one parent that is not there becomes it.
  const isImplied = !hasRoot && new Set(absent.map(({ parent }) => parent)).size === 1;
  const [lost] = absent;
  if (lost !== undefined && !isImplied) {
    const problem = `is ${JSON.stringify(lost.parent)}, which is no part of the trace`;
    throw new InvalidFigureError(`${path}.parents[${lost.index}]`, problem);
  }
  checkCircles(parts, known, path);
  if (trace['branchvalues'] === 'total' && listLength(trace['values']) > 0) checkTotals(parts, known, path);
}

function checkCircles(parts: readonly Part[], known: ReadonlyMap<string, Part>, path: string): void {
  const safe = new Set<string>();
  for (const part of parts) {
    const way = new Set<string>();
    for (let at: Part | undefined = part; at !== undefined && !safe.has(at.id); at = known.get(at.parent)) {
      if (way.has(at.id)) {
        const problem = `goes in a circle: ${JSON.stringify(at.id)} is above itself`;
        throw new InvalidFigureError(`${path}.parents[${at.index}]`, problem);
      }
      way.add(at.id);
    }
    for (const id of way) safe.add(id);
  }
}

function checkTotals(parts: readonly Part[], known: ReadonlyMap<string, Part>, path: string): void {
  const sums = new Map<string, number>();
  for (const { parent, value } of parts) sums.set(parent, (sums.get(parent) ?? 0) + value);
  for (const [id, sum] of sums) {
    const whole = known.get(id);
    if (whole === undefined || whole.value >= sum * TOLERANCE) continue;
    throw new InvalidFigureError(
      `${path}.values[${whole.index}]`,
      `is ${whole.value}, less than the ${sum} of its parts; with branchvalues "total" it includes them`,
    );
  }
}
