import { AnsiUp } from 'ansi_up';
import { terminalText } from '../text/terminal.js';

/**
 * Terminal text as HTML: colors become classes, what a progress bar wrote over is gone, links lead only to the web.
 */
export function terminalHtml(text: string): string {
  const ansi = new AnsiUp();
  ansi.use_classes = true;
  ansi.url_allowlist = { http: 1, https: 1 };
  return ansi.ansi_to_html(terminalText(text));
}
