import { randomInt } from 'node:crypto';

/** The prefixes of Scalekit's identifiers. */
export type IdentifierPrefix = 'res' | 'skc' | 'm2m' | 'usr' | 'org' | 'ses' | 'tkn' | 'snk' | 'scp';

/** A fresh identifier as Scalekit spells it: the prefix, then 17 decimal digits. */
export function identifier(prefix: IdentifierPrefix): string {
  const digits = Array.from({ length: 16 }, () => randomInt(10)).join('');
  return `${prefix}_${randomInt(1, 10)}${digits}`;
}
