import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import picomatch from 'picomatch';
import { EQUIVALENT } from './equivalent.js';
import { coverageOf, firstLook, openTests, outcomeOf, type Tests } from './run.js';
import { sqlChanges, type Change } from './templates.js';
import { typescriptChanges } from './typescript.js';

const ENOUGH = 0.95;

interface Counts {
  killed: number;
  alive: number;
  invalid: number;
  equivalent: number;
  /** Changes of TypeScript that runs once, while a module loads: as in Stryker's run, they do not count. */
  loading: number;
}

export interface MutateOptions {
  /** Changes the TypeScript in place of the SQL. */
  readonly typescript: boolean;
  /**
   * Seconds of the processor: tests that take longer are run without changes, and what no test noticed is not tried
   * again in a process of its own. Without a bound, it is.
   */
  readonly quickly: number;
  /** Patterns of the files of tests to run; those of the mirrored folders when absent. */
  readonly tests?: string;
}

const none = (): Counts => ({ killed: 0, alive: 0, invalid: 0, equivalent: 0, loading: 0 });

/**
 * Changes the sources that match one of the patterns, one place at a time, and prints what no test notices.
 *
 * @returns whether enough changes were noticed.
 */
export async function mutate(
  root: string,
  pattern: string,
  { typescript, quickly, tests }: MutateOptions,
): Promise<boolean> {
  const sources = sourcesOf(root, pattern);
  const { code, changes } = typescript ? await typescriptChanges(sources) : sqlChanges(sources);
  if (changes.length === 0) {
    console.log(`Nothing to change in ${pattern}.`);
    return true;
  }
  const vitest = await openTests(root, code);
  try {
    const files = testFiles(root, testFolders(root, [...code.keys()]), tests);
    const open = changes.filter((change) => !isKnown(change));
    const candidates = open.map((change, number) => ({ ...change, number }));
    const { outcomes, asking, onlyLoading } = await firstLook(vitest, candidates, files, quickly);
    const unnoticed = open.filter((_, number) => !outcomes.has(number));
    const coverage = quickly < Infinity || unnoticed.length === 0 ? asking : await coverageOf(vitest, files);
    const all = new Map<string, Counts>();
    const add = ({ path }: Change, outcome: keyof Counts) => {
      const counts = all.get(path) ?? none();
      counts[outcome] += 1;
      all.set(path, counts);
    };
    for (const change of changes.filter(isKnown)) add(change, 'equivalent');
    open.forEach((change, number) => {
      const outcome = outcomes.get(number);
      if (outcome !== undefined) add(change, outcome);
    });
    for (const change of unnoticed) {
      if (typescript && onlyLoading.has(change.site)) {
        add(change, 'loading');
        continue;
      }
      const asked = coverage.get(change.site) ?? [];
      const outcome = quickly < Infinity ? 'alive' : await outcomeOf(vitest, change, asked);
      add(change, outcome);
      if (outcome === 'alive') console.log(survivor(change, asked));
    }
    return isEnough(all);
  } finally {
    await vitest.close();
  }
}

function sourcesOf(root: string, pattern: string): Map<string, string> {
  const matches = picomatch(pattern.split(','));
  const paths = readdirSync(`${root}/lib/src`, { recursive: true, encoding: 'utf8' })
    .map((name) => `lib/src/${name}`)
    .filter((path) => path.endsWith('.ts') && basename(path) !== 'index.ts' && matches(path));
  return new Map(paths.toSorted().map((path) => [path, readFileSync(`${root}/${path}`, 'utf8')]));
}

function isEnough(all: ReadonlyMap<string, Counts>): boolean {
  const total = none();
  for (const [path, counts] of all) {
    for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
    console.log(`${path}: ${written(counts)}`);
  }
  console.log(`All: ${written(total)}`);
  return scoreOf(total) >= ENOUGH;
}

function isKnown({ path, before, after, change }: Change): boolean {
  return EQUIVALENT.some(
    (one) =>
      one.file === path &&
      one.line === before &&
      one.change === change &&
      (one.after === undefined || one.after === after),
  );
}

function survivor({ path, line, before, after, change }: Change, tests: readonly Tests[]): string {
  const seen = tests.map(({ file }) => basename(file)).join(', ');
  return `ALIVE ${path}:${line} ${change} (${seen || 'no test asks for it'})\n  - ${before}\n  + ${after}`;
}

/**
 * The folders that mirror those of the sources, and behind them the ones they lie in. What reads files is tested by
 * loading them.
 */
function testFolders(root: string, paths: readonly string[]): readonly string[] {
  const mirrored = paths.map((path) => dirname(path.replace('lib/src/', `${root}/test/lib/`)));
  const loading = paths.some((path) => path.startsWith('lib/src/data/')) ? [`${root}/test/lib/load`] : [];
  return [...new Set([...mirrored, ...loading, ...mirrored.map((folder) => dirname(folder))])];
}

/** The tests in these folders, those of the first folder first, small files before large ones. */
function testFiles(root: string, folders: readonly string[], pattern?: string): readonly string[] {
  const wanted = pattern === undefined ? () => true : picomatch(pattern.split(','));
  return folders.flatMap((folder) =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .map((name) => `${folder}/${name}`)
      .filter((path) => path.endsWith('.test.ts') && wanted(path.slice(root.length + 1)))
      .toSorted((a, b) => statSync(a).size - statSync(b).size),
  );
}

const scoreOf = ({ killed, alive }: Counts) => (killed + alive === 0 ? 1 : killed / (killed + alive));

const written = (counts: Counts) =>
  `${(scoreOf(counts) * 100).toFixed(1)}%, ${counts.killed} killed, ${counts.alive} alive, ` +
  `${counts.equivalent} equivalent, ${counts.invalid} that are no SQL, ${counts.loading} of what loads once`;
