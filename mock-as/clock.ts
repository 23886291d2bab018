/** The time as one mock sees it: the machine's, moved by a number of whole seconds. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** NumericDate, whole seconds since 1970 (RFC 7519 §2). */
  seconds: () => number;
  /** Seconds that this clock is ahead of the machine's; negative when it is behind. */
  readonly offset: number;
  /** Sets it to a point of time, from where it goes on. Throws when that is no date. */
  set: (to: Date | string | number) => void;
  /** Moves it by so many seconds, back when they are negative. */
  advance: (seconds: number) => void;
  /** Back to the machine's time. */
  reset: () => void;
}

/** A clock that goes with the machine's until it is moved. Tokens know whole seconds, so it moves by these. */
export function createClock(machine: () => number = Date.now): Clock {
  let offset = 0;
  const move = (seconds: number): void => {
    const wanted = Math.round(seconds);
    if (!Number.isFinite(wanted) || Number.isNaN(new Date(machine() + wanted * 1000).getTime())) {
      throw new Error(`The clock cannot be moved by ${seconds} seconds: give a finite number of seconds.`);
    }
    offset = wanted;
  };
  const now = (): number => machine() + offset * 1000;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    get offset() {
      return offset;
    },
    set: (to) => {
      const point = new Date(to).getTime();
      if (Number.isNaN(point)) {
        throw new Error(`${JSON.stringify(to)} is no date: write it like 2027-01-31T12:00:00Z.`);
      }
      move((point - machine()) / 1000);
    },
    advance: (seconds) => move(offset + seconds),
    reset: () => {
      offset = 0;
    },
  };
}
