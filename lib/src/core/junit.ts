/** A test case of a JUnit file. Without failure and reason to skip it has passed. */
export interface JunitCase {
  readonly name: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly text?: string };
  readonly skipped?: string;
}

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** Suites as JUnit XML for build servers. No times, so that the same results give the same bytes. */
export function junitXml(name: string, suites: readonly JunitSuite[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escape(name)}" ${countsOf(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>\n',
  ].join('\n');
}

function countsOf(cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  return `tests="${cases.length}" failures="${failures}" errors="0" time="0"`;
}

function suiteLines({ name, cases }: JunitSuite): string[] {
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  return [
    `  <testsuite name="${escape(name)}" ${countsOf(cases)} skipped="${skipped}">`,
    ...cases.flatMap((one) => caseLines(name, one)),
    '  </testsuite>',
  ];
}

function caseLines(suite: string, { name, failure, skipped }: JunitCase): string[] {
  const open = `    <testcase classname="${escape(suite)}" name="${escape(name)}" time="0"`;
  if (skipped !== undefined) {
    return [`${open}>`, `      <skipped message="${escape(skipped)}"/>`, '    </testcase>'];
  }
  if (failure === undefined) return [`${open}/>`];
  const { type, message, text = '' } = failure;
  return [
    `${open}>`,
    `      <failure type="${escape(type)}" message="${escape(message)}">${escape(text)}</failure>`,
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
