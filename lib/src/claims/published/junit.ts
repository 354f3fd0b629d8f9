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
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="published claims" ${countsOf(entries)}>`,
    ...documents.flatMap((document) =>
      suite(
        document,
        entries.filter((entry) => entry.document === document),
      ),
    ),
    '</testsuites>\n',
  ].join('\n');
}

const fails = ({ verdict }: RegisterEntry): boolean =>
  verdict === 'contradicted' || verdict === 'unsupported';
const isSkipped = ({ verdict }: RegisterEntry): boolean => verdict === 'untestable';

function countsOf(entries: readonly RegisterEntry[]): string {
  return `tests="${entries.length}" failures="${entries.filter(fails).length}" errors="0" time="0"`;
}

function suite(name: string, entries: readonly RegisterEntry[]): string[] {
  return [
    `  <testsuite name="${escape(name)}" ${countsOf(entries)} skipped="${entries.filter(isSkipped).length}">`,
    ...entries.flatMap(testCase),
    '  </testsuite>',
  ];
}

function testCase(entry: RegisterEntry): string[] {
  const open = `    <testcase classname="${escape(entry.document)}" name="${escape(`${entry.id}: ${entry.published}`)}" time="0"`;
  if (isSkipped(entry))
    return [`${open}>`, `      <skipped message="${escape(entry.note)}"/>`, '    </testcase>'];
  if (!fails(entry)) return [`${open}/>`];
  const word = VERDICT_WORDS[entry.verdict].name.en;
  return [
    `${open}>`,
    `      <failure type="${escape(word)}" message="${escape(entry.note)}">${escape(entry.definition)}</failure>`,
    '    </testcase>',
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text allowed in XML, which excludes control characters. */
function escape(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replaceAll('\n', ' ');
}
