import { randomInt } from 'node:crypto';

/** The prefixes of Scalekit's identifiers. */
export type IdentifierPrefix = 'res' | 'skc' | 'm2m' | 'usr' | 'org' | 'ses' | 'tkn' | 'snk' | 'scp';

/** A fresh identifier as Scalekit spells it: the prefix, then 17 decimal digits. */
export function identifier(prefix: IdentifierPrefix): string {
  // 17 digits are more than one draw gives.
  return `${prefix}_${randomInt(1e8, 1e9)}${String(randomInt(1e8)).padStart(8, '0')}`;
}
