import { HTML_ARGUMENTS, LANG_ARGUMENT } from './html-arguments.js';
import type { Target } from './target.js';

/** What `convert --to` knows, in the order of the help. */
export const TARGETS: readonly Target[] = [
  {
    name: 'markdown',
    summary: 'markdown for a code host, with figures as files',
    extension: '.md',
    args: {
      'front-matter': {
        type: 'boolean',
        description: 'Add YAML front matter: title, notebook, kernel, language',
      },
      flavour: {
        type: 'string',
        valueHint: 'github|plain',
        description: 'github folds long code away with <details>; plain is CommonMark without HTML',
      },
      ...LANG_ARGUMENT,
    },
    translates: 'only',
    folders: (inputs) => inputs.map(({ paths }) => paths.figures),
    load: async () => (await import('./markdown.js')).toMarkdown,
  },
  {
    name: 'script',
    summary: 'a script in the percent format, which jupytext also reads',
    args: {},
    load: async () => (await import('./script.js')).toScript,
  },
  {
    name: 'notebook',
    summary: 'a notebook of nbformat 4.5, from a script or an older notebook',
    extension: '.ipynb',
    args: {},
    load: async () => (await import('./notebook.js')).toNotebook,
  },
  {
    name: 'html',
    summary: 'one page that needs no other file: interactive figures, code folded, dark and light',
    extension: '.html',
    args: HTML_ARGUMENTS,
    load: async () => (await import('./html.js')).toHtml,
  },
  {
    name: 'site',
    summary: 'a page for each notebook and an index of them, for a web server or a folder',
    args: {
      ...HTML_ARGUMENTS,
      title: { type: 'string', valueHint: 'TEXT', description: 'Heading of the index of a site' },
    },
    folders: (_inputs, { outputDir }) => (outputDir === undefined ? [] : [outputDir]),
    load: async () => (await import('./site.js')).toSite,
  },
];
