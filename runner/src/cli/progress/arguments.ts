import type { ArgsDef } from 'citty';

/** The options of every command that shows progress. */
export const PROGRESS_ARGUMENTS: ArgsDef = {
  json: { type: 'boolean', description: 'Print events as lines of JSON on stdout, and nothing else' },
  quiet: { type: 'boolean', description: 'Print only failures' },
  timings: {
    type: 'string',
    valueHint: 'FILE',
    description: 'Write how long notebooks and cells took to this file, as JSON',
  },
  color: {
    type: 'string',
    valueHint: 'auto|always|never',
    description: 'Colors; auto, the default, follows NO_COLOR, FORCE_COLOR and whether this is a terminal',
  },
};
