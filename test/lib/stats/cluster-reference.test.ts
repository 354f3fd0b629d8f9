import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stats } from 'tally';
import { crossTable, ranksBy } from '../../../lib/src/stats/by-label.js';

/** Answers of scikit-learn, SciPy and scikit-posthocs, made by reference/clusters.py. */
interface Reference {
  readonly rows: readonly (readonly [number, number, number])[];
  readonly outcome: readonly number[];
  readonly three: readonly number[];
  readonly mixed: readonly number[];
  readonly scaled: Readonly<Record<'z' | 'robust', readonly number[]>>;
  readonly within: Readonly<Record<string, number>>;
  readonly silhouette: Readonly<Record<string, number>>;
  readonly silhouettes: readonly number[];
  readonly mixture: Readonly<Record<string, { readonly bic: number; readonly shares: readonly number[] }>>;
  readonly gap: Readonly<Record<'gap' | 'error', readonly number[]>>;
  readonly stability: { readonly labels: readonly number[]; readonly jaccards: readonly number[] };
  readonly tree: Tree;
  readonly classes: Tree;
  readonly agreement: stats.Agreement;
  readonly kruskal: { readonly h: number; readonly p: number };
  readonly dunn: Readonly<Record<'plain' | 'holm' | 'bh', readonly number[]>>;
}

interface Tree {
  readonly splits: readonly { readonly feature: number; readonly cut: number }[];
  readonly leaves: readonly { readonly rows: number; readonly value: readonly number[] }[];
}

const reference = JSON.parse(
  readFileSync(new URL('reference/clusters.json', import.meta.url), 'utf8'),
) as Reference;
const columns = [0, 1, 2].map((d) => Float64Array.from(reference.rows, (row) => row[d] ?? 0));
const points = stats.pointsOf(columns);
const outcome = Float64Array.from(reference.outcome);
const three = Int32Array.from(reference.three);
const mixed = Int32Array.from(reference.mixed);

const close = (found: readonly number[], wanted: readonly number[], digits: number) => {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((value, at) => expect(found[at]).toBeCloseTo(value, digits));
};

describe('on the same rows as scikit-learn', () => {
  it('scales as StandardScaler and RobustScaler do, to 12 digits', () => {
    for (const scale of ['z', 'robust'] as const) {
      const first = columns.map((values) => {
        const scaling = stats.scalingOf(values, scale);
        return scaling === null ? NaN : (stats.scaled(values, scaling)[0] ?? NaN);
      });
      close(first, reference.scaled[scale], 12);
    }
  });

  it('finds the clusters of KMeans with 200 starts, to 9 digits', () => {
    for (const [k, within] of Object.entries(reference.within)) {
      const found = stats.kMeans(points, Number(k), { starts: 500, tolerance: 0 });
      expect(found?.within).toBeCloseTo(within, 9);
      const labels = found?.labels ?? new Int32Array();
      expect(stats.silhouettes(points, [labels])[0]?.mean).toBeCloseTo(reference.silhouette[k] ?? NaN, 12);
    }
  });

  it('gives each row the silhouette of silhouette_samples, to 12 digits', () => {
    const found = stats.silhouettes(points, [three])[0]?.values ?? [];
    close([...found].slice(0, 10), reference.silhouettes, 12);
  });

  it('fits the mixtures of GaussianMixture: BIC to 4 digits, shares to 5', () => {
    for (const [k, { bic, shares }] of Object.entries(reference.mixture)) {
      const found = stats.mixture(points, Number(k), { gain: 1e-10, iterations: 5000 });
      expect(found?.bic).toBeCloseTo(bic, 4);
      close(
        [...(found?.shares ?? [])].toSorted((a, b) => a - b),
        shares,
        5,
      );
      expect(found?.converged).toBe(true);
    }
  });

  it('has the gaps of clusters by KMeans in the same reference sets, to 9 digits', () => {
    const found = stats.gaps(points, 5, { references: 4, seed: 7, starts: 300, tolerance: 0 });
    close(
      found.map(({ gap }) => gap),
      reference.gap.gap,
      9,
    );
    close(
      found.map(({ error }) => error),
      reference.gap.error,
      9,
    );
    expect(stats.gapChoice(found)).toBe(3);
  });

  it('has the Jaccard similarities of clusters by KMeans of the same resamples, to 12 digits', () => {
    const labels = Int32Array.from(reference.stability.labels);
    const found = stats.stability(points, labels, 4, { resamples: 6, seed: 7, starts: 60, tolerance: 0 });
    close(found?.clusters ?? [], reference.stability.jaccards, 12);
  });

  it('grows the trees of DecisionTreeRegressor and DecisionTreeClassifier', () => {
    const numbers = stats.growTree(columns, { values: outcome, classes: 0 }, { leaf: 6 });
    requireTree(numbers, reference.tree, (node) => [node.value]);
    const target = { values: Float64Array.from(mixed), classes: 4 };
    requireTree(stats.growTree(columns, target, { leaf: 6 }), reference.classes, (node) =>
      node.classes.map((count) => count / node.rows),
    );
  });

  it('has its agreement of labelings, to 10 digits', () => {
    const found = stats.agreement(crossTable(three, 3, mixed, 4));
    for (const name of ['adjustedRand', 'mutualInformation', 'normalized', 'adjusted'] as const) {
      expect(found[name]).toBeCloseTo(reference.agreement[name], 10);
    }
  });

  it('has the tests by ranks of SciPy and scikit-posthocs, to 10 digits', () => {
    const { groups, tieSum } = ranksBy(outcome, mixed, 4);
    const test = stats.kruskalWallis(groups, tieSum);
    expect(test?.h).toBeCloseTo(reference.kruskal.h, 10);
    expect(test?.p).toBeCloseTo(reference.kruskal.p, 10);
    const ps = stats.dunn(groups, tieSum).map(({ p }) => p);
    close(ps, reference.dunn.plain, 10);
    close(stats.holm(ps), reference.dunn.holm, 10);
    close(stats.benjaminiHochberg(ps), reference.dunn.bh, 10);
  });
});

function requireTree(
  root: stats.TreeNode,
  wanted: Tree,
  values: (node: stats.TreeNode) => readonly number[],
): void {
  const splits: { feature: number; low: number; high: number }[] = [];
  const leaves: stats.TreeNode[] = [];
  const visit = (node: stats.TreeNode): void => {
    if (node.split === null) return void leaves.push(node);
    splits.push(node.split);
    visit(node.split.left);
    visit(node.split.right);
  };
  visit(root);
  const [first] = splits;
  expect(first?.feature).toBe(wanted.splits[0]?.feature);
  expect(((first?.low ?? 0) + (first?.high ?? 0)) / 2).toBeCloseTo(wanted.splits[0]?.cut ?? NaN, 6);
  // Of cuts that divide the rows alike scikit-learn takes one at random, which may swap leaves.
  const sorted = (all: readonly (readonly number[])[]) =>
    all.map((one) => one.map((v) => v.toFixed(9)).join(' ')).toSorted();
  expect(sorted(leaves.map((leaf) => [leaf.rows, ...values(leaf)]))).toEqual(
    sorted(wanted.leaves.map((leaf) => [leaf.rows, ...leaf.value])),
  );
}
