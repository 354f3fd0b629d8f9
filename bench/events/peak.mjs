import { readFileSync } from 'node:fs';

/**
 * Most memory that a process has had resident so far, in bytes. Where there is no /proc only this process can be
 * asked; others give null.
 *
 * @param {number | 'self'} pid
 * @returns {number | null}
 */
export function peakOf(pid = 'self') {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  } catch {
    return pid === 'self' ? process.resourceUsage().maxRSS * 1024 : null;
  }
}
