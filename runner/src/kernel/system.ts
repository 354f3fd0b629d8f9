/** Process information from /proc on Linux. On other systems these functions return undefined or nothing. */
import { readdirSync, readFileSync } from 'node:fs';

/** A process, told apart from a later one of the same number by its start. */
export interface ProcessMark {
  readonly pid: number;
  readonly start: string;
}

/** Whether the process was stopped by a signal (SIGSTOP, SIGTSTP), not by a debugger. */
export function isStopped(pid: number): boolean {
  return statOf(pid)?.state === 'T';
}

/** All that the process started, and what those started, also in process groups of their own. */
export function descendants(pid: number): ProcessMark[] {
  return childrenOf(pid).flatMap((child) => {
    const stat = statOf(child);
    return stat === undefined ? [] : [{ pid: child, start: stat.start }, ...descendants(child)];
  });
}

/** This process, so that a later one can ask whether it still runs. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, start: statOf(process.pid)?.start ?? '' };
}

/** Whether a process still runs; where its start is not known, whether any of its number does. */
export function isRunning({ pid, start }: ProcessMark): boolean {
  const now = statOf(pid);
  if (now !== undefined && start !== '') return now.start === start && now.state !== 'Z';
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ends a process, unless its number has been reused. */
export function killMarked({ pid, start }: ProcessMark): void {
  if (statOf(pid)?.start !== start) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in this moment.
  }
}

/** How many processes the system has ended for want of memory since it started; undefined where unknown. */
export function oomKills(): number | undefined {
  const count = /^oom_kill (\d+)$/m.exec(read('/proc/vmstat') ?? '')?.[1];
  return count === undefined ? undefined : Number(count);
}

/** Fields of /proc/PID/stat, counted after the name, which may hold anything. */
function statOf(pid: number): { state: string; start: string } | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields?.[0], fields?.[19]];
  return state === undefined || start === undefined ? undefined : { state, start };
}

/** A child belongs to the thread that started it. */
function childrenOf(pid: number): number[] {
  return threadsOf(pid)
    .map((thread) => read(`/proc/${pid}/task/${thread}/children`) ?? '')
    .flatMap((list) => list.split(' '))
    .filter((each) => each !== '')
    .map(Number);
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
