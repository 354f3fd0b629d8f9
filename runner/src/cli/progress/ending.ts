import { acceptedReport } from '../../check/report/accepted.js';
import { consoleReport } from '../../check/report/console.js';
import type { CheckReport } from '../../check/report.js';
import type { UpdateResult } from '../../check/update.js';
import type { RunReport } from '../../run/report.js';
import { failureSummary, summary } from '../summary.js';
import type { JsonEvents } from './json-events.js';

/** How a command reports its result, as text and as events. */
export interface Ending<Report> {
  /** Where the text goes: requested output to stdout, status to stderr. */
  readonly to: 'stdout' | 'stderr';
  text(report: Report): string;
  /** With `--quiet`: nothing when all is well. */
  quiet(report: Report): string;
  events(report: Report, events: JsonEvents): void;
}

export const RUN_ENDING: Ending<RunReport> = {
  to: 'stderr',
  text: summary,
  quiet: failureSummary,
  events: (report, events) => {
    events.runFinished(report);
  },
};

export const CHECK_ENDING: Ending<CheckReport> = {
  to: 'stdout',
  text: consoleReport,
  quiet: (report) => (report.exitCode === 0 ? '' : consoleReport(report)),
  events: (report, events) => {
    for (const check of report.notebooks) events.notebookChecked(check);
    events.runFinished(report);
  },
};

export const UPDATE_ENDING: Ending<UpdateResult> = {
  to: 'stdout',
  text: ({ check, accepted }) =>
    accepted.length > 0 ? acceptedReport(accepted) : `${consoleReport(check)}nothing was accepted\n`,
  quiet: (result) => (result.accepted.length > 0 ? '' : UPDATE_ENDING.text(result)),
  events: ({ check, accepted, exitCode }, events) => {
    for (const notebook of check.notebooks) events.notebookChecked(notebook);
    for (const notebook of accepted) events.notebookAccepted(notebook);
    events.runFinished({ notebooks: check.notebooks, exitCode });
  },
};
