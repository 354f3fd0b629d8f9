import { RunnerError } from '../../errors.js';
import type { ProgressListener } from '../../run/progress.js';
import type { ParsedArguments } from '../parse.js';
import { PlainProgress } from '../plain-progress.js';
import { BarProgress } from './bars.js';
import { wantsColor } from './color.js';
import type { Ending } from './ending.js';
import { JsonEvents } from './json-events.js';
import type { Terminal } from './live-block.js';
import { several } from './several.js';
import { Timings } from './timings.js';

/** Where a command shows its progress. */
export interface ProgressOutput<Report> {
  readonly listener: ProgressListener;
  /** Reports the result and writes the timings. */
  finish(report: Report): void;
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
export function openProgress<Report>(
  given: ParsedArguments,
  streams: Streams,
  ending: Ending<Report>,
): ProgressOutput<Report> {
  const path = given.value('timings');
  const timings = path === undefined ? undefined : new Timings(path);
  const view = chooseView(given, streams, ending);
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

function chooseView<Report>(
  given: ParsedArguments,
  { stdout, stderr, env }: Streams,
  ending: Ending<Report>,
): ProgressOutput<Report> {
  const isTerminal = stderr.isTTY === true;
  const color = wantsColor({ wanted: given.value('color'), env, isTerminal });
  const say = (text: string): void => {
    (ending.to === 'stdout' ? stdout : stderr).write(text);
  };
  if (given.flag('json')) return jsonView(stdout, ending);
  if (given.flag('quiet')) return quietView(say, ending);
  return isTerminal && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === ''
    ? barView(stderr, color, say, ending)
    : plainView(stderr, say, ending);
}

type Say = (text: string) => void;

function jsonView<Report>(stdout: Streams['stdout'], ending: Ending<Report>): ProgressOutput<Report> {
  const events = new JsonEvents((line) => stdout.write(line));
  return {
    listener: events,
    finish: (report) => {
      ending.events(report, events);
    },
    fail: (error) => {
      if (error instanceof RunnerError) events.failed(error);
    },
  };
}

function quietView<Report>(say: Say, ending: Ending<Report>): ProgressOutput<Report> {
  return {
    listener: {},
    finish: (report) => {
      say(ending.quiet(report));
    },
    fail: () => undefined,
  };
}

function plainView<Report>(stderr: Terminal, say: Say, ending: Ending<Report>): ProgressOutput<Report> {
  return {
    listener: new PlainProgress(stderr),
    finish: (report) => {
      say(ending.text(report));
    },
    fail: () => undefined,
  };
}

function barView<Report>(
  stderr: Terminal,
  color: boolean,
  say: Say,
  ending: Ending<Report>,
): ProgressOutput<Report> {
  const bars = new BarProgress(stderr, { color });
  return {
    listener: bars,
    finish: (report) => {
      bars.stop();
      say(ending.text(report));
    },
    fail: () => {
      bars.stop();
    },
  };
}
