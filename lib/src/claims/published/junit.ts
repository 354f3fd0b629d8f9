import { junitXml, type JunitCase } from '../../core/junit.js';
import type { RegisterEntry } from './entry.js';
import { VERDICT_WORDS } from './verdicts.js';

/**
 * A register as JUnit XML for build servers: a suite for each document, a test case for each claim. Contradicted and
 * unsupported claims fail; untestable ones are skipped.
 *
 * @example
 * writeFileSync('report.xml', registerJunit(await factcheck(tally, 'report.yaml', files)));
 */
export function registerJunit(entries: readonly RegisterEntry[]): string {
  const documents = [...new Set(entries.map(({ document }) => document))];
  return junitXml(
    'published claims',
    documents.map((name) => ({
      name,
      cases: entries.filter(({ document }) => document === name).map(caseOf),
    })),
  );
}

function caseOf({ id, published, verdict, note, definition }: RegisterEntry): JunitCase {
  const name = `${id}: ${published}`;
  if (verdict === 'untestable') return { name, skipped: note };
  if (verdict !== 'contradicted' && verdict !== 'unsupported') return { name };
  return { name, failure: { type: VERDICT_WORDS[verdict].name.en, message: note, text: definition } };
}
