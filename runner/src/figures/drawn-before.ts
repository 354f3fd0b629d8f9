import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RunnerError } from '../errors.js';
import { address } from '../markdown/fence.js';
import { parseNotebook } from '../nbformat/index.js';
import { linkFrom, type NotebookPaths } from '../run/paths.js';
import { extensionsOf } from './content.js';
import { planPictures } from './plan.js';

/**
 * Those of the pictures in a notebook's figure folder that a run put there, as far as its files tell: what the
 * outputs and attachments of the notebook are called, and what its markdown shows although nothing in the notebook
 * names it. A notebook that was executed in Jupyter since has other outputs; only runs write the markdown.
 *
 * @param names of pictures in `paths.figures`
 */
export function drawnBefore(names: readonly string[], paths: NotebookPaths): Set<string> {
  const notebook =
    names.length === 0 ? '' : readIfThere(paths.writesNotebook ? paths.notebook : paths.source);
  if (notebook === '') return new Set();
  const markdown = readIfThere(paths.markdown);
  const planned = plannedFiles(notebook, paths.name);
  const shown = (name: string): boolean => {
    const link = address(linkFrom(dirname(paths.markdown), join(paths.figures, name)));
    return refersTo(markdown, link) && !notebook.includes(link);
  };
  return new Set(names.filter((name) => planned.has(name) || shown(name) || shown(twinOf(name))));
}

/** The markdown shows the PNG of a figure; its SVG goes with it. */
function twinOf(name: string): string {
  return name.replace(/\.svg$/, '.png');
}

function plannedFiles(text: string, name: string): Set<string> {
  try {
    const pictures = planPictures(parseNotebook(text, name), name);
    return new Set(
      pictures.flatMap((each) => extensionsOf(each.content).map((end) => `${each.name}.${end}`)),
    );
  } catch (error) {
    if (error instanceof RunnerError) return new Set();
    throw error;
  }
}

/** Whether the link stands there whole: `a.png` is not in `data.png`. */
function refersTo(markdown: string, link: string): boolean {
  return markdown.split(link).some((before, index, parts) => {
    const after = parts[index + 1];
    return after !== undefined && /[("'<\s]$/.test(before) && /^[)"'>\s]/.test(after);
  });
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
