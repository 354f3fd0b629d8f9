import type { RunHooks } from '../../run/options.js';
import type { RunReport } from '../../run/report.js';
import type { ParsedArguments } from '../parse.js';
import { stopOnSignals } from '../signals.js';
import { openProgress } from './output.js';

/** Runs notebooks for a command: shows how it gets on, stops on signals, and sets the exit code. */
export async function showRun(
  given: ParsedArguments,
  run: (hooks: RunHooks) => Promise<RunReport>,
): Promise<void> {
  const shown = openProgress(given, process);
  const stop = stopOnSignals();
  try {
    const report = await run({ progress: shown.listener, signal: stop.signal });
    shown.finish(report);
    process.exitCode = report.exitCode;
  } catch (error) {
    shown.fail(error);
    throw error;
  } finally {
    stop.release();
  }
}
