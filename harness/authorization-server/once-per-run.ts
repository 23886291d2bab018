import type { AuthorizationServerContext } from './context.ts';

/** Looks once in a run at what several checks ask about: whoever asks gets the same promise. */
export function oncePerRun<T>(
  look: (server: AuthorizationServerContext) => Promise<T>,
): (server: AuthorizationServerContext) => Promise<T> {
  const found = new WeakMap<object, Promise<T>>();
  return (server) => {
    const known = found.get(server.gathered) ?? look(server);
    found.set(server.gathered, known);
    return known;
  };
}
