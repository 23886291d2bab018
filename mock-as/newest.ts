import { LRUCache } from 'lru-cache';

/**
 * Keeps the newest records up to a number. Counted by size: a cache with `max` takes all its memory at once.
 *
 * @param now The clock by which a record's `ttl` ends.
 */
export function newest<Value extends object | true>(
  kept: number,
  now?: () => number,
): LRUCache<string, Value> {
  return new LRUCache<string, Value>({
    maxSize: kept,
    sizeCalculation: () => 1,
    // Else it sets a timer each millisecond, so as to ask the clock less often.
    ...(now === undefined ? {} : { perf: { now }, ttlResolution: 0 }),
  });
}

/** The records from the oldest to the newest. */
export function oldestFirst<Value extends object | true>(
  records: LRUCache<string, Value>,
): [id: string, record: Value][] {
  // The iterator's own type does not tell the key from the record.
  return [...records.rentries()] as [string, Value][];
}
