import { LRUCache } from 'lru-cache';

/** Keeps the newest entries up to a number. Counted by size: a cache with `max` takes all its memory at once. */
export function newest<Value extends object>(
  kept: number,
  options: Pick<LRUCache.Options<string, Value, unknown>, 'ttl' | 'dispose'> = {},
): LRUCache<string, Value> {
  return new LRUCache<string, Value>({ ...options, maxSize: kept, sizeCalculation: () => 1 });
}
