import { constants } from 'node:os';
import { lastLines } from '../text/last-lines.js';

/** How a kernel's process ended. */
export type KernelEnd = {
  /** In a few words: `exit code 7`, `signal SIGSEGV`, `its heap is full`. */
  readonly text: string;
  /** The last lines of what it printed outside the protocol. */
  readonly log: string;
} & (
  | { readonly kind: 'exited'; readonly code: number | undefined }
  | { readonly kind: 'crashed'; readonly signal: string }
  | { readonly kind: 'out-of-memory' }
);

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What the process printed, at least the end of it. */
  readonly log: string;
  /** Whether the system's out-of-memory killer has been at work while the kernel ran. */
  readonly oomKiller: boolean;
}

/** The last output of runtimes that run out of memory: V8, C++, Rust, Java, Go. */
const OUT_OF_MEMORY =
  /^.*(?:heap out of memory|Reached heap limit|std::bad_alloc|memory allocation of \d+ bytes failed|java\.lang\.OutOfMemoryError|fatal error: (?:runtime: )?out of memory).*$/im;

/** Signals by which programs die; a shell or a wrapper passes them on as exit code 128 + number. */
const DEADLY = ['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGKILL', 'SIGSEGV', 'SIGTRAP'] as const;

/** Distinguishes a kernel that exited from one that crashed and one that ran out of memory. */
export function endOf({ code, signal, log, oomKiller }: ProcessEnd): KernelEnd {
  const deadly = signal ?? DEADLY.find((name) => constants.signals[name] + 128 === code);
  const said = lastLines(log);
  const text = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
  const words = code === 0 ? undefined : OUT_OF_MEMORY.exec(log)?.[0].trim();
  if (words !== undefined) return { kind: 'out-of-memory', text: `${text}: ${words}`, log: said };
  if (deadly === 'SIGKILL' && oomKiller)
    return { kind: 'out-of-memory', text: `${text} from the system's out-of-memory killer`, log: said };
  if (deadly !== undefined) return { kind: 'crashed', signal: deadly, text, log: said };
  return { kind: 'exited', code: code ?? undefined, text, log: said };
}
