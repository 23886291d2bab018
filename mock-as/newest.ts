import { LRUCache } from 'lru-cache';

/** Keeps the newest records up to a number. Counted by size: a cache with `max` takes all its memory at once. */
export function newest<Value extends object | true>(kept: number): LRUCache<string, Value> {
  return new LRUCache<string, Value>({ maxSize: kept, sizeCalculation: () => 1 });
}
