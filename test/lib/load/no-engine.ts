import type { Session } from '../../../lib/src/core/session.js';

/** For what asks no engine. */
export const WITHOUT_ENGINE: Session = {
  ...{ engine: undefined as never, locale: 'en', currency: null, timeZone: 'UTC', seed: 1 },
  uniqueName: (base) => base,
};
