import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { defineCommand, renderUsage } from 'citty';
import { OPTIONS } from './definition.js';

const EXAMPLES = `EXAMPLES

  plotly-static figure.json -o figure.png --scale 2
      One figure, two pixels per CSS pixel.
  cat figure.json | plotly-static - -o figure.svg --locale zh-CN
      From standard input, with Chinese month names on date axes.
  plotly-static figures/*.json --out-dir pictures --format svg
      Several figures in parallel: pictures/<name>.svg
  plotly-static figure.json -o figure.svg --font Inter=Inter-Regular.ttf --font Inter:700=Inter-Bold.ttf
      Text in the font family Inter uses these files.

  plotly-static figure.json -o figure.svg --text-as outlines
      Looks the same where the fonts are not installed.

EXIT CODES

  0 success   1 a figure cannot be drawn   2 invalid usage, or a file that is not a figure`;

/** The version of this package. */
export function version(): string {
  const path = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

/** The help: citty's usage text without colors, and the examples. */
export async function helpText(): Promise<string> {
  const command = defineCommand({
    meta: {
      name: 'plotly-static',
      version: version(),
      description: 'Draws plotly figures as SVG or PNG, without a browser',
    },
    args: {
      input: {
        type: 'positional',
        description: 'JSON file with data and layout, - for standard input; several with --out-dir',
      },
      ...OPTIONS,
    },
  });
  const usage = stripVTControlCharacters(await renderUsage(command));
  return `${usage.replace(/ +$/gm, '').trimEnd()}\n\n${EXAMPLES}\n`;
}
