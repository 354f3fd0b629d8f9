import { defineCommand, type ArgsDef } from 'citty';
import { checkNotebooks } from '../../check/check.js';
import type { CheckReport } from '../../check/report.js';
import { annotations } from '../../check/report/annotations.js';
import { consoleReport } from '../../check/report/console.js';
import { htmlReport } from '../../check/report/html.js';
import { jsonReport } from '../../check/report/json.js';
import { junitReport } from '../../check/report/junit.js';
import { writeFilesAtomically } from '../../files.js';
import { CHECK_ARGUMENTS, checkOptions } from '../check-arguments.js';
import type { Command } from '../command.js';
import { parseArguments, type ParsedArguments } from '../parse.js';
import { PlainProgress } from '../plain-progress.js';
import { stopOnSignals } from '../signals.js';

const args: ArgsDef = {
  ...CHECK_ARGUMENTS,
  html: { type: 'string', valueHint: 'FILE', description: 'Write the report as one page with pictures' },
  junit: { type: 'string', valueHint: 'FILE', description: 'Write the report as JUnit XML' },
  json: { type: 'string', valueHint: 'FILE', description: 'Write the report as JSON' },
  annotations: {
    type: 'boolean',
    description: 'Print GitHub annotations; done without asking where GITHUB_ACTIONS is true',
  },
};

/** The reports that go to files, by the option that names the file. */
const FILE_REPORTS: ReadonlyMap<string, (report: CheckReport) => string> = new Map([
  ['html', htmlReport],
  ['junit', junitReport],
  ['json', jsonReport],
]);

const definition = defineCommand({
  meta: { name: 'check', description: 'Execute notebooks again and compare with what is committed' },
  args,
  async run({ rawArgs }) {
    const given = parseArguments(rawArgs, args);
    const options = checkOptions(given);
    const stop = stopOnSignals();
    try {
      const report = await checkNotebooks(options, {
        progress: new PlainProgress(process.stderr),
        signal: stop.signal,
      });
      print(report, given);
      process.exitCode = report.exitCode;
    } finally {
      stop.release();
    }
  },
});

function print(report: CheckReport, given: ParsedArguments): void {
  process.stdout.write(consoleReport(report));
  if (given.flag('annotations') || process.env['GITHUB_ACTIONS'] === 'true') {
    const cwd = process.cwd();
    const workspace = process.env['GITHUB_WORKSPACE'] ?? cwd;
    process.stdout.write(annotations(report, { cwd, workspace }));
  }
  for (const [option, write] of FILE_REPORTS) {
    const path = given.value(option);
    if (path !== undefined) writeFilesAtomically([{ path, content: write(report) }]);
  }
  if (report.outputDir !== undefined) {
    process.stderr.write(
      `fresh results: ${report.outputDir} (accept them with: update --from ${report.outputDir})\n`,
    );
  }
}

/** Compares fresh results with committed ones and sets the exit code of the process. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'check notebooks',
      does: 'Everything exactly: notebooks, markdown, figures, files that notebooks write.',
    },
    {
      line: 'check notebooks --tolerance 1e-9 --sanitize timestamp',
      does: 'Numbers nearly the same, and points in time, count as the same.',
    },
    {
      line: 'check notebooks --output-dir out/check --junit out/check.xml --html out/check.html',
      does: 'Reports for a build server; fresh results stay in out/check, for update --from.',
    },
  ],
  notes: `LOOSENING

  Tags of a cell: check:skip, check:ignore-outputs, check:text=uuid,timestamp, check:tolerance=1e-9,
  check:figure=data|pixels|size, check:pixels=0.001 (share of the pixels that may differ).
  All cells of a notebook: the same under runner.check in its metadata.`,
};
