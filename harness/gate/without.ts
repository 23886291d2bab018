/** The object but for some members. */
export function without<T extends object, K extends keyof T>(object: T, ...keys: K[]): Omit<T, K> {
  const left = Object.entries(object).filter(([key]) => !(keys as PropertyKey[]).includes(key));
  return Object.fromEntries(left) as Omit<T, K>;
}
