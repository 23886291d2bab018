/** Names of the gathered refusals, for a person. */
const HOW: Readonly<Record<string, string>> = {
  bare: 'without a token',
  foreign: 'with a token that nobody issued',
  expired: 'with an expired token',
  lacking: 'with a token that lacks a scope',
};

/** How a request was made whose refusal is in evidence: `with an expired token`. */
export function how(name: string): string {
  return HOW[name] ?? name;
}
