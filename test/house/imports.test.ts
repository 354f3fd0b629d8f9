import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

// On CI the parser would read the files on disk, not the text it is given.
process.env['TSESTREE_SINGLE_RUN'] = 'false';
const eslint = new ESLint();

async function rulesBroken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result?.messages.map((message) => message.ruleId) ?? [];
}

describe('imports point one way', () => {
  it.each([
    ['lib/src/engine/dialect.ts', "import '../data/users.js';"],
    ['lib/src/data/users.ts', "import '../metrics/bands.js';"],
    ['lib/src/metrics/bands.ts', "import '../charts/theme.js';"],
    ['lib/src/charts/theme.ts', "import '../claims/claim.js';"],
    ['lib/src/stats/anova.ts', "import '../data/users.js';"],
  ])('within the library: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toContain('no-restricted-imports');
  });

  it.each([
    ['runner/src/index.ts', "import 'tally';"],
    ['kernel/src/index.ts', "import 'plotly-static';"],
    ['render/src/index.ts', "import 'tally';"],
    ['lib/src/index.ts', "import 'nbconvert-ts-runner';"],
  ])('between packages: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toContain('no-restricted-imports');
  });

  it('while imports downwards pass', async () => {
    const code = "import { id } from '../engine/sql.js';\n\nexport const age = id('age');\n";
    expect(await rulesBroken('lib/src/metrics/bands.ts', code)).toEqual([]);
  });
});
