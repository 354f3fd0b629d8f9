import { RunnerError } from '../../errors.js';
import type { ProgressListener } from '../../run/progress.js';
import type { RunReport } from '../../run/report.js';
import type { ParsedArguments } from '../parse.js';
import { PlainProgress } from '../plain-progress.js';
import { failureSummary, summary } from '../summary.js';
import { BarProgress } from './bars.js';
import { wantsColor } from './color.js';
import { JsonEvents } from './json-events.js';
import type { Terminal } from './live-block.js';
import { several } from './several.js';
import { Timings } from './timings.js';

/** Where a command shows how it gets on. */
export interface ProgressOutput {
  readonly listener: ProgressListener;
  /** Says what came of the run, and writes the timings. */
  finish(report: RunReport): void;
  /** The command failed as a whole; the error itself is printed on stderr by who catches it. */
  fail(error: unknown): void;
}

export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: Terminal & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Chooses how progress is shown: bars on a terminal, a line for each cell elsewhere and under CI, events with
 * `--json`, only failures with `--quiet`.
 *
 * @throws {UsageError} when an option has a value that it cannot have
 */
export function openProgress(given: ParsedArguments, { stdout, stderr, env }: Streams): ProgressOutput {
  const path = given.value('timings');
  const timings = path === undefined ? undefined : new Timings(path);
  const isTerminal = stderr.isTTY === true;
  const color = wantsColor({ wanted: given.value('color'), env, isTerminal });
  const view = given.flag('json')
    ? jsonView(stdout)
    : given.flag('quiet')
      ? quietView(stderr)
      : isTerminal && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === ''
        ? barView(stderr, color)
        : plainView(stderr);
  return {
    listener: several([view.listener, ...(timings === undefined ? [] : [timings])]),
    finish: (report) => {
      view.finish(report);
      timings?.write();
    },
    fail: (error) => {
      view.fail(error);
    },
  };
}

function jsonView(stdout: Streams['stdout']): ProgressOutput {
  const events = new JsonEvents((line) => stdout.write(line));
  return {
    listener: events,
    finish: (report) => {
      events.runFinished(report);
    },
    fail: (error) => {
      if (error instanceof RunnerError) events.failed(error);
    },
  };
}

function quietView(stderr: Terminal): ProgressOutput {
  return { listener: {}, finish: (report) => stderr.write(failureSummary(report)), fail: () => undefined };
}

function plainView(stderr: Terminal): ProgressOutput {
  const listener = new PlainProgress(stderr);
  return { listener, finish: (report) => stderr.write(summary(report)), fail: () => undefined };
}

function barView(stderr: Terminal, color: boolean): ProgressOutput {
  const bars = new BarProgress(stderr, { color });
  return {
    listener: bars,
    finish: (report) => {
      bars.stop();
      stderr.write(summary(report));
    },
    fail: () => {
      bars.stop();
    },
  };
}
