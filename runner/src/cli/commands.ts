import type { CommandEntry } from './command.js';

/** All commands, in the order in which help lists them. */
export const COMMANDS: ReadonlyMap<string, CommandEntry> = new Map([
  [
    'run',
    {
      summary: 'Execute notebooks and write notebooks, markdown and figures',
      load: async () => (await import('./commands/run.js')).command,
    },
  ],
  [
    'check',
    {
      summary: 'Execute notebooks and compare the results with the committed files',
      load: async () => (await import('./commands/check.js')).command,
    },
  ],
  [
    'update',
    {
      summary: 'Execute notebooks again and accept the results',
      load: async () => (await import('./commands/update.js')).command,
    },
  ],
  [
    'watch',
    {
      summary: 'Run notebooks again whenever something they depend on changes',
      load: async () => (await import('./commands/watch.js')).command,
    },
  ],
  [
    'list',
    {
      summary: 'Print the notebooks that run would execute, in order',
      load: async () => (await import('./commands/list.js')).command,
    },
  ],
  [
    'convert',
    {
      summary: 'Convert notebooks to markdown and other formats, without executing them',
      load: async () => (await import('./commands/convert.js')).command,
    },
  ],
  [
    'translate',
    {
      summary: 'Maintain translations of notebooks: extract texts, list what is missing or out of date',
      load: async () => (await import('./commands/translate.js')).command,
    },
  ],
  [
    'clean',
    {
      summary: 'Remove outputs, execution counts and volatile metadata from notebooks',
      load: async () => (await import('./commands/clean.js')).command,
    },
  ],
]);
