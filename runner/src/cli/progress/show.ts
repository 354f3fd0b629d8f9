import type { RunHooks } from '../../run/options.js';
import type { ParsedArguments } from '../parse.js';
import { stopOnSignals } from '../signals.js';
import type { Ending } from './ending.js';
import { openProgress } from './output.js';

/** Runs notebooks for a command: shows progress, stops on signals, and sets the exit code. */
export async function show<Report extends { readonly exitCode: number }>(
  given: ParsedArguments,
  ending: Ending<Report>,
  run: (hooks: RunHooks) => Promise<Report>,
): Promise<Report> {
  const shown = openProgress(given, process, ending);
  const stop = stopOnSignals();
  try {
    const report = await run({ progress: shown.listener, signal: stop.signal });
    shown.finish(report);
    process.exitCode = report.exitCode;
    return report;
  } catch (error) {
    shown.fail(error);
    throw error;
  } finally {
    stop.release();
  }
}
