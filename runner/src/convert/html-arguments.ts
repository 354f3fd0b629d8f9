import type { ArgsDef } from 'citty';

/** The options of both targets that give HTML. */
export const HTML_ARGUMENTS: ArgsDef = {
  plotly: {
    type: 'string',
    valueHint: 'embed|link|none',
    description:
      'plotly.js in the page, in a file beside it, or not at all; by default embed for html, link for site',
  },
  trust: {
    type: 'boolean',
    description: 'Keep scripts and external addresses of the notebook; only for notebooks of your own',
  },
  lang: {
    type: 'string',
    valueHint: 'TAG',
    description: 'Language of the page, such as en or zh-CN; by default told from the notebook',
  },
};
