import { defineCommand, type ArgsDef } from 'citty';
import { UsageError } from '../../errors.js';
import { nearest } from '../../text/suggest.js';
import { checkLanguage } from '../../translate/paths.js';
import { translationReport } from '../../translate/status.js';
import { extractTranslations, stampTranslations, type TranslationUpdate } from '../../translate/update.js';
import type { Command } from '../command.js';
import { requireInputs } from '../inputs.js';
import { parseArguments, type ParsedArguments } from '../parse.js';
import { counted } from '../../text/counted.js';
import { translationLines } from '../translation-table.js';

const args: ArgsDef = {
  action: { type: 'positional', required: false, description: 'status, extract or stamp' },
  notebooks: { type: 'positional', required: false, description: 'Files, folders or glob patterns' },
  lang: {
    type: 'string',
    valueHint: 'TAG',
    description: 'Language, such as zh; by default every language with translations',
  },
  prune: {
    type: 'boolean',
    description: 'extract: remove translations of texts that the notebook no longer has',
  },
  all: {
    type: 'boolean',
    description: 'stamp: also translations that were not edited because they still fit',
  },
};

type Action = (given: ParsedArguments, inputs: readonly string[]) => void;

const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  [
    'status',
    (given, inputs) => {
      const report = translationReport({ inputs, lang: languageOf(given) });
      process.stdout.write(
        translationLines(report)
          .map((line) => `${line}\n`)
          .join(''),
      );
      process.exitCode = report.exitCode;
    },
  ],
  [
    'extract',
    (given, inputs) => {
      const options = { inputs, lang: languageOf(given), prune: given.flag('prune') };
      tell(extractTranslations(options), (count) => `${counted(count, 'text')} to translate`);
    },
  ],
  [
    'stamp',
    (given, inputs) => {
      const options = { inputs, lang: languageOf(given), all: given.flag('all') };
      tell(stampTranslations(options), (count) => `${counted(count, 'translation')} stamped`);
    },
  ],
]);

const definition = defineCommand({
  meta: {
    name: 'translate',
    description: 'Maintain translations of notebooks: extract texts, list what is missing or out of date',
  },
  args,
  run({ rawArgs }) {
    const given = parseArguments(rawArgs, args);
    const [name = '', ...inputs] = given.words;
    const names = [...ACTIONS.keys()];
    const action = ACTIONS.get(name);
    if (action === undefined) {
      const near = nearest(name, names);
      throw new UsageError(
        `translate ${name}: ${near === undefined ? `use ${names.join(', ')}.` : `did you mean ${near}?`}`,
      );
    }
    action(given, requireInputs(inputs));
  },
});

function languageOf(given: ParsedArguments): string | undefined {
  const lang = given.value('lang');
  return lang === undefined ? undefined : checkLanguage(lang);
}

function tell(updates: readonly TranslationUpdate[], count: (count: number) => string): void {
  for (const { file, changed, count: number } of updates)
    process.stdout.write(`${file}: ${changed ? 'written' : 'unchanged'}, ${count(number)}\n`);
}

/** Extracts, checks and stamps translations. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'translate extract notebooks --lang zh',
      does: 'Write or update notebooks/zh/X.yaml, one entry per text.',
    },
    {
      line: 'translate status notebooks',
      does: 'List missing and outdated translations; exit code 1 if there are any.',
    },
    { line: 'translate stamp notebooks/03-rfm.ipynb', does: 'Mark new and edited translations as reviewed.' },
    { line: 'run notebooks --lang zh', does: 'Write notebooks/zh/X.md and figures/zh/X.' },
  ],
};
