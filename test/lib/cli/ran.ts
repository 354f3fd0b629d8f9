import { vi } from 'vitest';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

// A function, since what is assigned here is not what a command leaves.
const exitCode = (): unknown => process.exitCode;

/** What a command line prints and its exit code, without a process of its own, whose start takes most of a second. */
export async function ran(
  main: (args: readonly string[]) => Promise<void>,
  args: readonly string[],
): Promise<Ran> {
  let [stdout, stderr] = ['', ''];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((text: unknown) => {
      stdout += `${String(text)}\n`;
    }),
    vi.spyOn(console, 'error').mockImplementation((text: unknown) => {
      stderr += `${String(text)}\n`;
    }),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      stdout += String(text);
      return true;
    }),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      stderr += String(text);
      return true;
    }),
  ];
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await main(args);
    return { status: Number(exitCode() ?? 0), stdout, stderr };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
