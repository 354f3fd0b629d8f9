import MarkdownIt from 'markdown-it';
import { mathPlugin, withoutBars } from './math.js';

/** CommonMark with tables, strike-through and plain addresses as links, HTML as Jupyter allows it, and TeX. */
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// Addresses are judged by the sanitizer, in one place for markdown and HTML.
markdown.validateLink = () => true;
mathPlugin(markdown);

/** A markdown text as HTML that is not yet sanitized. */
export function markdownHtml(source: string): string {
  const { text, restore } = withoutBars(source);
  return restore(markdown.render(text));
}
