import { defineCommand, type ArgsDef } from 'citty';
import { acceptCheck, updateNotebooks, type UpdateResult } from '../../check/update.js';
import { EXIT_CODES, UsageError } from '../../errors.js';
import { CHECK_ARGUMENTS, checkOptions } from '../check-arguments.js';
import type { Command } from '../command.js';
import { parseArguments, type ParsedArguments } from '../parse.js';
import { PROGRESS_ARGUMENTS } from '../progress/arguments.js';
import { UPDATE_ENDING } from '../progress/ending.js';
import { show } from '../progress/show.js';

const args: ArgsDef = {
  ...CHECK_ARGUMENTS,
  ...PROGRESS_ARGUMENTS,
  from: {
    type: 'string',
    valueHint: 'DIR',
    description: 'Accept the results of check --output-dir in this folder, without running anything',
  },
};

const definition = defineCommand({
  meta: { name: 'update', description: 'Execute notebooks again and accept the results' },
  args,
  async run({ rawArgs }) {
    const given = parseArguments(rawArgs, args);
    const from = given.value('from');
    await show(given, UPDATE_ENDING, (hooks) =>
      from === undefined
        ? updateNotebooks(checkOptions(given), hooks)
        : Promise.resolve(acceptFrom(from, given)),
    );
  },
});

function acceptFrom(folder: string, { words }: ParsedArguments): UpdateResult {
  if (words.length > 0) {
    throw new UsageError(
      `--from ${folder} accepts the notebooks checked there; leave out ${words.join(' ')}.`,
    );
  }
  const accepted = acceptCheck(folder);
  return { check: { notebooks: [], exitCode: EXIT_CODES.ok }, accepted, exitCode: EXIT_CODES.ok };
}

/** Writes what a run would and prints what changed. */
export const command: Command = {
  definition,
  examples: [
    {
      line: 'update notebooks',
      does: 'Execute again; rewrite what differs. When a notebook fails, nothing is written.',
    },
    {
      line: 'update --from out/check',
      does: 'Accept what check --output-dir out/check found, without running again.',
    },
  ],
};
