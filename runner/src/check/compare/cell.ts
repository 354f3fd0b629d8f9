import { isRich, type Cell, type CodeCell, type Output, type StreamOutput } from '../../nbformat/index.js';
import { CLAIM_MIME } from '../../run/claims.js';
import { withoutKeys } from '../../json.js';
import type { CellRef, Difference } from '../difference.js';
import { EXACT, type CompareRules } from '../rules.js';
import { alignLists } from './align.js';
import { compareJson } from './json.js';
import { compareOutputs, describeOutput, outputKind } from './output.js';
import { compareText } from './text.js';

/** How two cells of the same id differ: source and metadata exactly, outputs under the rules. */
export function compareCells(expected: Cell, actual: Cell, rules: CompareRules, cell: CellRef): Difference[] {
  const source = compareSources(expected, actual).map((difference) => ({ cell, ...difference }));
  if (expected.cell_type !== 'code' || actual.cell_type !== 'code' || rules.skip) return source;
  return [...source, ...compareOutputLists(expected, actual, rules, cell)];
}

/** Differences in what a person wrote: the results do not belong to this notebook, then. */
function compareSources(expected: Cell, actual: Cell): Difference[] {
  if (expected.cell_type !== actual.cell_type) {
    const message = `the cell has type ${expected.cell_type}, in the fresh notebook ${actual.cell_type}`;
    return [{ kind: 'source', path: 'cell_type', message }];
  }
  const text = compareText(expected.source, actual.source, EXACT, 'source');
  const items = compareJson(described(expected), described(actual), EXACT);
  return [
    ...(text === undefined ? [] : [{ ...text, kind: 'source' as const }]),
    ...(items.length === 0
      ? []
      : [{ kind: 'source' as const, path: 'metadata', message: 'cell metadata differs', items }]),
  ];
}

function described(cell: Cell) {
  const attachments = cell.cell_type === 'code' ? undefined : cell.attachments;
  // When and how long a cell ran is written by live Jupyter; no run repeats it.
  const metadata = withoutKeys(cell.metadata, 'execution');
  return attachments === undefined ? { metadata } : { metadata, attachments };
}

function compareOutputLists(
  expected: CodeCell,
  actual: CodeCell,
  rules: CompareRules,
  cell: CellRef,
): Difference[] {
  const [before, after] = [joinStreams(expected.outputs), joinStreams(actual.outputs)];
  const same = (a: Output, b: Output): boolean =>
    outputKind(a) === outputKind(b) && compareOutputs(a, b, rules).length === 0;
  return alignLists(before, after, outputKind, same).flatMap(([a, b]) => {
    const [was, is] = [a === undefined ? undefined : before[a], b === undefined ? undefined : after[b]];
    const place = { cell, output: (a ?? b ?? 0) + 1 };
    if (was !== undefined && is !== undefined) {
      return compareOutputs(was, is, rules).map((difference) => ({ ...place, ...difference }));
    }
    if (was !== undefined) return [{ ...place, ...oneSided(was, 'missing-output') }];
    return is === undefined ? [] : [{ ...place, ...oneSided(is, 'extra-output') }];
  });
}

/** An output that only one side has. A claim that vanished or appeared counts as one, not as any output. */
function oneSided(output: Output, side: 'missing-output' | 'extra-output'): Difference {
  const what = describeOutput(output);
  const isClaim = isRich(output) && CLAIM_MIME in output.data;
  const message =
    side === 'missing-output'
      ? `${what} is committed but not in the fresh run`
      : `${what} is in the fresh run but not committed`;
  return { kind: isClaim ? 'claim' : side, path: what, message };
}

/**
 * Streams with nothing else between them as one of each, stdout first: other tools may store a stream in pieces, and
 * which of two came first is chance.
 */
function joinStreams(outputs: readonly Output[]): Output[] {
  const joined: Output[] = [];
  let open = new Map<string, StreamOutput>();
  for (const output of outputs) {
    if (output.output_type !== 'stream') {
      joined.push(...inOrder(open), output);
      open = new Map();
      continue;
    }
    const before = open.get(output.name)?.text ?? '';
    open.set(output.name, { ...output, text: before + output.text });
  }
  return [...joined, ...inOrder(open)];
}

function inOrder(streams: ReadonlyMap<string, StreamOutput>): StreamOutput[] {
  return ['stdout', 'stderr'].flatMap((name) => streams.get(name) ?? []);
}
