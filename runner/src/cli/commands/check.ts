import { defineCommand, type ArgsDef } from 'citty';
import { checkNotebooks } from '../../check/check.js';
import type { CheckReport } from '../../check/report.js';
import { annotations } from '../../check/report/annotations.js';
import { htmlReport } from '../../check/report/html.js';
import { jsonReport } from '../../check/report/json.js';
import { junitReport } from '../../check/report/junit.js';
import { UsageError } from '../../errors.js';
import { writeFilesAtomically } from '../../files.js';
import { CHECK_ARGUMENTS, checkOptions } from '../check-arguments.js';
import type { Command } from '../command.js';
import { parseArguments, type ParsedArguments } from '../parse.js';
import { PROGRESS_ARGUMENTS } from '../progress/arguments.js';
import { CHECK_ENDING } from '../progress/ending.js';
import { show } from '../progress/show.js';

const args: ArgsDef = {
  ...CHECK_ARGUMENTS,
  ...PROGRESS_ARGUMENTS,
  html: { type: 'string', valueHint: 'FILE', description: 'Write the report as one HTML page with images' },
  junit: { type: 'string', valueHint: 'FILE', description: 'Write the report as JUnit XML' },
  'report-json': { type: 'string', valueHint: 'FILE', description: 'Write the report as JSON' },
  annotations: {
    type: 'boolean',
    description: 'Print GitHub annotations; the default if GITHUB_ACTIONS is true',
  },
};

/** The reports that go to files, by the option that names the file. */
const FILE_REPORTS: ReadonlyMap<string, (report: CheckReport) => string> = new Map([
  ['html', htmlReport],
  ['junit', junitReport],
  ['report-json', jsonReport],
]);

const definition = defineCommand({
  meta: { name: 'check', description: 'Execute notebooks and compare the results with the committed files' },
  args,
  async run({ rawArgs }) {
    refuseFileOfJson(rawArgs);
    const given = parseArguments(rawArgs, args);
    const report = await show(given, CHECK_ENDING, (hooks) => checkNotebooks(checkOptions(given), hooks));
    annotate(report, given);
    writeReports(report, given);
    if (report.outputDir !== undefined) {
      process.stderr.write(
        `fresh results: ${report.outputDir} (accept them with: update --from ${report.outputDir})\n`,
      );
    }
  },
});

/** `--json FILE` wrote the report before `--json` meant events, as it does for the other commands. */
function refuseFileOfJson(rawArgs: readonly string[]): void {
  const index = rawArgs.findIndex((word) => word === '--json' || word.startsWith('--json='));
  const word = rawArgs[index] ?? '';
  const file = word.startsWith('--json=') ? word.slice('--json='.length) : (rawArgs[index + 1] ?? '');
  if (index < 0 || !(word.startsWith('--json=') || file.endsWith('.json'))) return;
  throw new UsageError(
    `--json takes no file: it prints events on stdout. For the check report use --report-json ${file}`,
  );
}

/** Annotations are read from both streams; with `--json` stdout is for events alone. */
function annotate(report: CheckReport, given: ParsedArguments): void {
  if (!given.flag('annotations') && process.env['GITHUB_ACTIONS'] !== 'true') return;
  const cwd = process.cwd();
  const workspace = process.env['GITHUB_WORKSPACE'] ?? cwd;
  const stream = given.flag('json') ? process.stderr : process.stdout;
  stream.write(annotations(report, { cwd, workspace }));
}

function writeReports(report: CheckReport, given: ParsedArguments): void {
  for (const [option, write] of FILE_REPORTS) {
    const path = given.value(option);
    if (path !== undefined) writeFilesAtomically([{ path, content: write(report) }]);
  }
}

/** Compares fresh results with committed ones and sets the exit code of the process. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'check notebooks',
      does: 'Compare everything exactly: notebooks, markdown, figures, files that notebooks write.',
    },
    {
      line: 'check notebooks --tolerance 1e-9 --sanitize timestamp',
      does: 'Ignore tiny differences in numbers, and timestamps.',
    },
    {
      line: 'check notebooks --output-dir out/check --junit out/check.xml --html out/check.html',
      does: 'Reports for CI; fresh results are kept in out/check for update --from.',
    },
    {
      line: 'check notebooks --json --report-json out/check.json',
      does: 'Events on stdout for another program; all differences in a file.',
    },
  ],
  notes: `RELAXING THE COMPARISON

  Tags of a cell: check:skip, check:ignore-outputs, check:text=uuid,timestamp, check:tolerance=1e-9,
  check:figure=data|pixels|size, check:pixels=0.001 (share of the pixels that may differ).
  All cells of a notebook: the same under runner.check in its metadata.`,
};
