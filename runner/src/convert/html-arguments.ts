import type { ArgsDef } from 'citty';

/** The language, for targets that can be made in another than that of the cells. */
export const LANG_ARGUMENT: ArgsDef = {
  lang: {
    type: 'string',
    valueHint: 'TAG',
    description:
      'Language, such as zh: translated notebooks with the outputs of run --lang; otherwise that of the page’s own words',
  },
};

/** The options of both targets that give HTML. */
export const HTML_ARGUMENTS: ArgsDef = {
  plotly: {
    type: 'string',
    valueHint: 'embed|link|none',
    description:
      'plotly.js in the page, in a separate file, or not at all; by default embed for html, link for site',
  },
  trust: {
    type: 'boolean',
    description: 'Keep scripts and external addresses of the notebook; only for your own notebooks',
  },
  ...LANG_ARGUMENT,
};
