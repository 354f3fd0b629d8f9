import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type IConfiguration } from 'dependency-cruiser';
import { ESLint, Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { afterAll, describe, expect, it } from 'vitest';

const RULE = 'no-restricted-imports';
const eslint = new ESLint();
const linter = new Linter();

const { default: config } = (await import(
  new URL('../../.dependency-cruiser.mjs', import.meta.url).href
)) as {
  default: IConfiguration;
};

/** What the rule for the direction of imports says of a file; the rules about types would need all sources. */
async function rulesBroken(filePath: string, code: string): Promise<(string | null)[]> {
  const { rules } = (await eslint.calculateConfigForFile(filePath)) as { rules: Linter.RulesRecord };
  const direction = rules[RULE];
  if (direction === undefined) throw new Error(`no rule for ${filePath}`);
  return linter
    .verify(
      code,
      [{ files: ['**/*.ts'], languageOptions: { parser }, rules: { [RULE]: direction } }],
      filePath,
    )
    .map(({ ruleId }) => ruleId);
}

describe('imports point one way', () => {
  it.each([
    ['lib/src/engine/dialect.ts', "import '../data/contract.js';"],
    ['lib/src/data/contract.ts', "import '../metrics/mean.js';"],
    ['lib/src/data/contract.ts', "import '../events/load.js';"],
    ['lib/src/events/load.ts', "import '../metrics/mean.js';"],
    ['lib/src/load/load.ts', "import '../metrics/mean.js';"],
    ['lib/src/load/load.ts', "import '../orders/load.js';"],
    ['lib/src/orders/load.ts', "import '../metrics/mean.js';"],
    ['lib/src/metrics/mean.ts', "import '../charts/theme.js';"],
    ['lib/src/charts/theme.ts', "import '../claims/published/judge.js';"],
    ['lib/src/stats/anova.ts', "import '../data/contract.js';"],
    ['render/src/dom/node.ts', "import type { Point } from '../geometry/point.js';"],
    ['render/src/text/font-set.ts', "import '../output/escape.js';"],
    ['render/src/output/ids.ts', "import '../pool/pool.js';"],
    ['kernel/src/wire/message.ts', "import '../environment/streams.js';"],
    ['kernel/src/evaluate/render.ts', "import type { Outputs } from '../protocol/outputs.js';"],
    ['kernel/src/protocol/shell.ts', "import '../kernelspec/install.js';"],
    ['runner/src/nbformat/read.ts', "import '../kernel/session.js';"],
    ['runner/src/html/enrich/links.ts', "import '../../convert/convert.js';"],
  ])('between the rooms of a package: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual([RULE]);
  });

  it.each([
    ['studies/src/study/claim.ts', "import '../douyin/open.js';"],
    ['studies/src/taobao/open.ts', "import '../douyin/open.js';"],
    ['studies/src/douyin/open.ts', "import '../register/register.js';"],
  ])('within the studies: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toContain('no-restricted-imports');
  });

  it.each([
    ['runner/src/index.ts', "import 'tally';"],
    ['kernel/src/index.ts', "import 'plotly-static';"],
    ['kernel/src/wire/message.ts', "import 'tally';"],
    ['render/src/index.ts', "import 'tally';"],
    ['lib/src/index.ts', "import 'nbconvert-ts-runner';"],
    ['lib/src/index.ts', "import 'tally-studies';"],
    ['lib/src/metrics/mean.ts', "import 'tally-studies';"],
    ['runner/src/index.ts', "import 'tally/claims';"],
    ['studies/src/index.ts', "import 'plotly-static';"],
    ['studies/src/index.ts', "import 'tally-studies';"],
    ['studies/src/douyin/claim.ts', "import '../../../lib/src/index.js';"],
  ])('between packages: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual([RULE]);
  });

  it.each([
    ['lib/src/metrics/mean.ts', "import { id } from '../engine/sql.js';\n\nexport const age = id('age');\n"],
    [
      'studies/src/douyin/claim.ts',
      "import { judge } from 'tally/claims';\n\nexport const judged = judge;\n",
    ],
    ['render/src/output/halo.ts', "import '../geometry/point.js';"],
    ['kernel/src/protocol/shell.ts', "import '../wire/message.js';"],
    ['runner/src/site/site.ts', "import '../html/page.js';"],
  ])('while imports downwards pass: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual([]);
  });
});

describe('circles of files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'circles-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function circles(files: Readonly<Record<string, string>>): Promise<string[]> {
    for (const [name, code] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), code);
    }
    const ruleSet = { forbidden: config.forbidden ?? [] };
    const { output } = await cruise(Object.keys(files), {
      ...config.options,
      baseDir: folder,
      validate: true,
      ruleSet,
    });
    if (typeof output === 'string') throw new Error(output);
    return output.summary.violations.map(({ from }) => from).sort();
  }

  it('are found, also where only types go round', async () => {
    const found = await circles({
      'kernel/src/a.ts': "import type { B } from './b.js';\nexport interface A { b: B }\n",
      'kernel/src/b.ts': "import { c } from './c.js';\nexport type B = typeof c;\n",
      'kernel/src/c.ts': "import type { A } from './a.js';\nexport const c = (a: A) => a;\n",
    });
    expect(found).not.toEqual([]);
  });

  it('are none where imports only meet', async () => {
    const found = await circles({
      'kernel/src/d.ts':
        "import { e } from './e.js';\nimport { f } from './f.js';\nexport const d = e + f;\n",
      'kernel/src/e.ts': "import { f } from './f.js';\nexport const e = f;\n",
      'kernel/src/f.ts': 'export const f = 1;\n',
    });
    expect(found).toEqual([]);
  });
});
