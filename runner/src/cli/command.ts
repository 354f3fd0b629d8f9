import type { CommandDef } from 'citty';

/** A command: what citty needs for its usage, and what its help says besides. */
export interface Command {
  readonly definition: CommandDef;
  /** Shown below the options: commands to try, each with a line on what it does. */
  readonly examples: readonly Example[];
  /** Paragraphs below the examples, each with a title in capitals. */
  readonly notes?: string;
}

/** One line to type, without the name of the program, and what it does. */
export interface Example {
  readonly line: string;
  readonly does: string;
}

/** How a command stands in the list of all: loaded only when it is called, so that help does not wait for kernels. */
export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}
