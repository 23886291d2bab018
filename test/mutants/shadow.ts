import { isDeepStrictEqual } from 'node:util';
import { conformingParts, type Defect, type Parts } from '../../examples/clients/parts.ts';
import type { Report } from '../../harness/contract.ts';
import { runClient } from '../../examples/clients/conforming.ts';
import type { Invocation } from '../../examples/clients/types.ts';

/** A lie of the reference client by its name in the matrix. */
export interface Lie extends Pick<Defect, 'alter'> {
  name: string;
}

type Part = (...args: unknown[]) => unknown;

/**
 * Runs the honest client and asks each lie, at each decision, what it would have done. A lie shows where it would have done
 * something else, or where that cannot be told beforehand because the decision takes time. Where it shows in none of the
 * launches of a scenario, the client does there what it does without it.
 */
export async function runShadowed(
  invocation: Invocation,
  lies: readonly Lie[],
  show: (lie: string) => void,
): Promise<number> {
  const altered = lies.map(({ name, alter }) => ({
    name,
    parts: alter(conformingParts) as Partial<Record<string, Part>>,
  }));
  const shown = new Set<string>();
  /** The lie that is being asked: its other parts are those that it calls. */
  let asked: (typeof altered)[number] | undefined;
  const mark = (name: string): void => {
    shown.add(name);
    show(name);
  };

  const watched = Object.entries(conformingParts as Record<string, Part>).map(([key, honest]) => {
    const liars = altered.filter(({ parts }) => key in parts);
    const part: Part = (...args) => {
      if (asked !== undefined) return (asked.parts[key] ?? honest)(...args);
      const done = attempt(honest, args);
      for (const liar of liars) {
        if (shown.has(liar.name)) continue;
        asked = liar;
        const told = isLater(done) ? undefined : attempt(liar.parts[key] ?? honest, args);
        asked = undefined;
        if (!isDeepStrictEqual(done, told)) mark(liar.name);
      }
      if ('error' in done) throw done.error;
      return done.value;
    };
    return [key, part];
  });
  const print = (text: string): void => {
    if (asked === undefined) invocation.print(text);
    else mark(asked.name);
  };
  return runClient({ ...invocation, print }, Object.fromEntries(watched) as Partial<Parts>);
}

type Done = { value: unknown } | { error: unknown };

function attempt(part: Part, args: unknown[]): Done {
  try {
    return { value: part(...args) };
  } catch (error) {
    return { error };
  }
}

function isLater(done: Done): boolean {
  return 'value' in done && done.value instanceof Promise;
}

/** Ids of the checks whose scenarios each lie shows in, by the URL that each scenario had. */
export function shownIn({ checks }: Report, byUrl: ReadonlyMap<string, ReadonlySet<string>>) {
  const shows: Record<string, string[]> = {};
  for (const { id, exhibits } of checks) {
    const facts = exhibits?.['facts'] as { url?: string } | undefined;
    for (const lie of byUrl.get(facts?.url ?? '') ?? []) (shows[lie] ??= []).push(id);
  }
  return shows;
}
