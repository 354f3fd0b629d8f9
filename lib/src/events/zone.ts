import { OptionsError } from '../errors.js';

/** How far a zone's clocks are ahead of UTC from an instant on; both in seconds. */
export interface ZoneOffset {
  /** Epoch seconds of the first second with this offset. */
  readonly from: number;
  readonly offset: number;
}

const STEP = 6 * 3600;

/**
 * The offsets of a time zone between two instants (epoch seconds), in their order; the first entry is at `start`.
 * One entry where the clocks are not changed in between.
 *
 * @throws OptionsError when the zone is not an IANA zone such as `Asia/Shanghai`.
 * @example
 * zoneOffsets('Asia/Shanghai', 1511539200, 1512316800); // [{ from: 1511539200, offset: 28800 }]
 */
export function zoneOffsets(timeZone: string, start: number, end: number): readonly ZoneOffset[] {
  const clock = clockOf(timeZone);
  const offsets: ZoneOffset[] = [{ from: start, offset: offsetAt(clock, start) }];
  let known = start;
  let current = offsetAt(clock, start);
  while (known < end) {
    const next = Math.min(known + STEP, end);
    const offset = offsetAt(clock, next);
    if (offset !== current) {
      offsets.push({ from: firstWith(clock, known, next), offset });
      current = offset;
    }
    known = next;
  }
  return offsets;
}

/** The first second after `before` whose offset is not that of `before`; it is at `after` at the latest. */
function firstWith(clock: Intl.DateTimeFormat, before: number, after: number): number {
  const old = offsetAt(clock, before);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(clock, middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new OptionsError(
      `"${timeZone}" is not a known time zone. Use an IANA name, such as "Asia/Shanghai" or "UTC".`,
      { cause },
    );
  }
}

function offsetAt(clock: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(clock.formatToParts(instant * 1000).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local / 1000 - instant;
}
