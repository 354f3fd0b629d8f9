import { dirname, join, parse } from 'node:path';
import { NotebookFormatError } from '../errors.js';
import { knownLanguages, scriptLanguage, type ScriptLanguage } from '../script/languages.js';
import { notebookScript } from '../script/write.js';
import type { ConvertContext, ConvertInput, Converter } from './target.js';

/** `convert --to script`: one script a notebook, in the notebook's language. */
export const toScript: Converter = (inputs, context) =>
  Promise.resolve(
    inputs.map((input) => {
      const language = languageFor(input);
      const [extension = ''] = language.extensions;
      const { notebook: target } = input.paths;
      tellAttachments(input, context);
      return {
        path: join(dirname(target), `${parse(target).name}${extension}`),
        content: notebookScript(input.notebook, language),
      };
    }),
  );

function languageFor({ language, paths }: ConvertInput): ScriptLanguage {
  const known = scriptLanguage(language);
  if (known !== undefined) return known;
  throw new NotebookFormatError(
    language === ''
      ? `${paths.name} names no language. Choose a kernel once in Jupyter, or add to its metadata: ` +
          '"kernelspec": {"display_name": "TypeScript", "language": "typescript", "name": "tally-ts"}'
      : `${paths.name}: scripts in ${language} are not supported: its comment syntax is unknown. ` +
          `Supported: ${knownLanguages()}.`,
  );
}

/** Pictures inside markdown cells have no place in a script. */
function tellAttachments({ notebook, paths }: ConvertInput, context: ConvertContext): void {
  const ids = notebook.cells
    .filter((cell) => cell.cell_type !== 'code' && cell.attachments !== undefined)
    .map(({ id }) => id);
  if (ids.length === 0) return;
  context.notice(
    `${paths.name}: attachments of ${ids.join(', ')} are not in the script; they are kept when it is converted back`,
  );
}
