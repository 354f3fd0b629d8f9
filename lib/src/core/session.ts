import type { Engine } from '../engine/engine.js';
import { OptionsError } from '../errors.js';
import type { Locale } from './label.js';

/** What all tables and results of an analysis share: the engine, and display settings. */
export interface Session {
  readonly engine: Engine;
  /** Language of tables, figures and findings. */
  readonly locale: Locale;
  /** ISO 4217 currency code, such as `CNY`; if null, amounts have no currency sign. */
  readonly currency: string | null;
  /** IANA time zone in which days begin and hours are counted. */
  readonly timeZone: string;
  /** Seed of all random draws. */
  readonly seed: number;
  /** A name not used by any other table of the session: `users`, then `users_2`. */
  uniqueName(base: string): string;
}

let current: Pick<Session, 'locale' | 'currency'> = { locale: 'en', currency: null };

/** The session opened last: language and currency of output without a table, such as a sentence. */
export function currentSession(): Pick<Session, 'locale' | 'currency'> {
  return current;
}

export function makeCurrent(session: Session): void {
  current = session;
}

/** Assigns unique table names; engines do not distinguish upper and lower case. */
export class Names {
  readonly #used = new Map<string, number>();

  unique(base: string): string {
    const key = base.toLowerCase();
    const uses = (this.#used.get(key) ?? 0) + 1;
    this.#used.set(key, uses);
    if (uses === 1) return base;
    return this.#used.has(`${key}_${uses}`) ? this.unique(base) : this.unique(`${base}_${uses}`);
  }
}

const names = new WeakMap<Engine, Names>();

/** The names assigned in an engine, for all its sessions. */
export function namesIn(engine: Engine): Names {
  const known = names.get(engine) ?? new Names();
  names.set(engine, known);
  return known;
}

/** @throws OptionsError for a currency code or time zone that the platform does not know. */
export function requireKnown({ currency, timeZone }: Pick<Session, 'currency' | 'timeZone'>): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (cause) {
    throw new OptionsError(`Unknown time zone "${timeZone}": use an IANA name such as Europe/Berlin.`, {
      cause,
    });
  }
  if (currency !== null && !Intl.supportedValuesOf('currency').includes(currency)) {
    throw new OptionsError(`Unknown currency "${currency}": use an ISO 4217 code such as EUR or CNY.`);
  }
}
