import { setTimeout as pause } from 'node:timers/promises';
import { DeliveryError, OptionsError } from '../../errors.js';

export interface PostOptions {
  /** How often to try. Default: 4. */
  readonly tries?: number;
  /** Milliseconds before the second try; each later one waits twice as long. Default: 1000. */
  readonly wait?: number;
  /** Milliseconds for one try. Default: 10,000. */
  readonly timeout?: number;
}

/** Answers after which the same message may still be taken. */
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Posts a message as JSON, again after failures that may pass: no connection, no answer in time, an overloaded server.
 * The same message may so arrive twice. Of the address only the host is ever shown, since the rest is often a secret.
 *
 * @throws DeliveryError when it was not taken.
 */
export async function postJson(
  { href, host }: URL,
  message: unknown,
  { tries = 4, wait = 1000, timeout = 10_000 }: PostOptions = {},
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, reason } = await once(href, message, timeout);
    if (status !== null && status >= 200 && status < 300) return;
    const said = status === null ? reason : `answered ${status}`;
    if (status !== null && !LATER.has(status)) {
      throw new DeliveryError(`The webhook at ${host} ${said}: check its address.`);
    }
    if (attempt >= tries) {
      throw new DeliveryError(`The webhook at ${host} ${said}, ${tries} times: it was not told.`);
    }
    await pause(wait * 2 ** (attempt - 1));
  }
}

async function once(href: string, message: unknown, timeout: number) {
  try {
    const { status } = await fetch(href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      // A redirect would send the message elsewhere, or as GET without it.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    return { status, reason: '' };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    return { status: null, reason: isLate ? 'did not answer in time' : 'cannot be reached' };
  }
}

/** @throws OptionsError for what is no http or https address. */
export function addressOf(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address !== null && /^https?:$/.test(address.protocol)) return address;
  throw new OptionsError('--webhook needs an address that begins with http:// or https://.');
}
