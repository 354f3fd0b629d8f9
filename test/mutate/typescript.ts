import { Instrumenter } from '@stryker-mutator/instrumenter';
import { siteOfTypeScript } from './switches.js';
import type { Change, Changes } from './templates.js';

/** Words of messages are proved by the tests that quote them; SQL stands in templates, which are changed apart. */
const EXCLUDED = ['StringLiteral'];

const quiet = () => undefined;
const LOGGER = {
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false },
  ...{ trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet, fatal: quiet },
};

/** The changes of TypeScript that Stryker makes. */
export async function typescriptChanges(sources: ReadonlyMap<string, string>): Promise<Changes> {
  const given = [...sources].map(([name, content]) => ({ name, content, mutate: true }));
  const { files, mutants } = await new Instrumenter(LOGGER).instrument(given, {
    ...{ plugins: [], ignorers: [], excludedMutations: EXCLUDED, noHeader: false },
  });
  const changes = mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ id, fileName, location: { start, end }, mutatorName, replacement }): Change => {
      const lines = (sources.get(fileName) ?? '').split('\n');
      const before = lines[start.line] ?? '';
      const rest = start.line === end.line ? before.slice(end.column) : '…';
      const after = `${before.slice(0, start.column)}${replacement}${rest}`.trim();
      return {
        ...{ path: fileName, site: siteOfTypeScript(id), texts: [], line: start.line + 1 },
        ...{ before: before.trim(), after, change: mutatorName },
      };
    });
  return { code: new Map(files.map(({ name, content }) => [name, content])), changes };
}
