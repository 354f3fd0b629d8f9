import type { ProgressListener } from '../../run/progress.js';

/** A listener that forwards to all of these. */
export function several(listeners: readonly ProgressListener[]): Required<ProgressListener> {
  return {
    runStarted: (event) => {
      for (const each of listeners) each.runStarted?.(event);
    },
    notebookStarted: (event) => {
      for (const each of listeners) each.notebookStarted?.(event);
    },
    cellStarted: (event) => {
      for (const each of listeners) each.cellStarted?.(event);
    },
    cellFinished: (event) => {
      for (const each of listeners) each.cellFinished?.(event);
    },
    notebookFinished: (report) => {
      for (const each of listeners) each.notebookFinished?.(report);
    },
    notice: (text) => {
      for (const each of listeners) each.notice?.(text);
    },
  };
}
