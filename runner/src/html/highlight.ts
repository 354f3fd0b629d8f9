import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { common, createLowlight } from 'lowlight';

const lowlight = createLowlight(common);

/** Code as colored spans; of a language highlight.js does not know, as plain text. */
export function highlight(code: string, language: string): ElementContent[] {
  if (!lowlight.registered(language)) return [{ type: 'text', value: code }];
  return lowlight.highlight(language, code).children.filter((child) => child.type !== 'doctype');
}

/** The same as HTML. */
export function highlightHtml(code: string, language: string): string {
  return toHtml({ type: 'root', children: highlight(code, language) });
}
