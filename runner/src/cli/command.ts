import type { CommandDef } from 'citty';

/** A command: its citty definition and additional help text. */
export interface Command {
  readonly definition: CommandDef;
  /** Shown below the options: commands to try, each with a line on what it does. */
  readonly examples: readonly Example[];
  /** Paragraphs below the examples, each with a title in capitals. */
  readonly notes?: string;
}

/** A command line, without the name of the program, and what it does. */
export interface Example {
  readonly line: string;
  readonly does: string;
}

/** A command's entry in the list of commands. The command is loaded only when it is called, so that help is fast. */
export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}
