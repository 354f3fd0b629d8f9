import { AnsiUp } from 'ansi_up';

/**
 * Terminal text as HTML: colours become classes, a line that was overwritten by a carriage return (a progress
 * bar) shows what was written last, links lead only to the web.
 */
export function terminalHtml(text: string): string {
  const ansi = new AnsiUp();
  ansi.use_classes = true;
  ansi.url_allowlist = { http: 1, https: 1 };
  return ansi.ansi_to_html(text.split('\n').map(overwritten).join('\n'));
}

/** What stays of a line after its carriage returns. */
function overwritten(line: string): string {
  const written = line.split('\r').filter((part) => part !== '');
  return written.at(-1) ?? '';
}
