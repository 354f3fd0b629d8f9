import { isJsonObject, mapStrings, withoutKeys, type JsonObject } from '../json.js';
import type { Notebook, Output } from '../nbformat/index.js';
import { stripAnsi } from '../text/ansi.js';
import { ERASES, terminalText } from '../text/terminal.js';

export interface FinishOptions {
  /** Takes absolute paths out of a text. */
  readonly scrub: (text: string) => string;
  readonly kernelspec: { readonly displayName: string; readonly language: string; readonly name: string };
  readonly languageInfo: JsonObject;
}

/**
 * Brings an executed notebook into the form that gets stored: nothing in it depends on the time, the machine or
 * the folder. Changes the notebook in place.
 */
export function finishNotebook(notebook: Notebook, { scrub, kernelspec, languageInfo }: FinishOptions): void {
  const { displayName, language, name } = kernelspec;
  notebook.metadata = {
    ...withoutKeys(notebook.metadata, 'execution', 'widgets'),
    kernelspec: { display_name: displayName, language, name },
    language_info: languageInfo,
  };
  const clean = (text: string): string => scrub(stripAnsi(text));
  for (const cell of notebook.cells) {
    cell.metadata = withoutKeys(cell.metadata, 'execution');
    if (cell.cell_type === 'code') cell.outputs = cell.outputs.map((output) => cleanOutput(output, clean));
  }
}

/** Erasing is done here, since its escape sequences do not stay; carriage returns do, for viewers to follow. */
function erased(text: string): string {
  return ERASES.test(text) ? terminalText(text) : text;
}

function cleanOutput(output: Output, clean: (text: string) => string): Output {
  switch (output.output_type) {
    case 'stream':
      return { ...output, text: clean(erased(output.text)) };
    case 'error':
      return { ...output, evalue: clean(output.evalue), traceback: output.traceback.map(clean) };
    case 'display_data':
    case 'execute_result': {
      const data = mapStrings(output.data, clean);
      return isJsonObject(data) ? { ...output, data } : output;
    }
  }
}
