import { createInterface } from 'node:readline/promises';

/** Asks a person a question; null where there is none to ask. */
export type Ask = ((question: string) => Promise<string>) | null;

/** Questions on the terminal, if standard input is one. */
export function askOnTerminal(): Ask {
  if (!process.stdin.isTTY) return null;
  return async (question) => {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return (await terminal.question(question)).trim();
    } finally {
      terminal.close();
    }
  };
}
