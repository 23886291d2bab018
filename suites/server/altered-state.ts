import { isObject, parseJson, type Json } from '../../harness/index.ts';

/** A state with one thing altered. */
export interface Alteration {
  what: string;
  state: string;
}

/** So many values of a state are altered, each by itself. */
const VALUES = 5;

/**
 * Alters a state in which nobody knows what means what: a character here and there, and where JSON can be read in it,
 * or in one of the parts between its dots, each value; then also with what follows, as a signature does, cut off.
 */
export function alteredStates(state: string): Alteration[] {
  const parts = state.split('.');
  const inside = parts.flatMap((part, index) =>
    alteredJson(part).flatMap(({ what, state: altered }) => {
      const [before, after] = [parts.slice(0, index), parts.slice(index + 1)];
      const whole = { what, state: [...before, altered, ...after].join('.') };
      if (after.length === 0) return [whole];
      return [
        whole,
        { what: `${what} and what follows cut off`, state: [...before, altered].join('.') },
        { what: `${what} and what follows emptied`, state: [...before, altered, ''].join('.') },
      ];
    }),
  );
  return [...alteredCharacters(state), ...(inside.length > 0 ? inside : alteredJson(state))];
}

/** Never near the end of a part, where some encodings have bits that mean nothing. */
function alteredCharacters(state: string): Alteration[] {
  const places = Array.from(state.matchAll(/[A-Za-z0-9](?=[^.]{3})/g), ({ index }) => index);
  const chosen = [1, 2, 3].map(
    (quarter) => [quarter, places[Math.floor((places.length * quarter) / 4)]] as const,
  );
  return chosen.flatMap(([quarter, place], index) => {
    if (place === undefined || place === chosen[index - 1]?.[1]) return [];
    const other = another(state.charAt(place));
    const altered = `${state.slice(0, place)}${other}${state.slice(place + 1)}`;
    return [{ what: `another character after ${quarter} of 4 parts`, state: altered }];
  });
}

/** The next of the same kind. */
function another(character: string): string {
  const last: Record<string, string> = { '9': '0', z: 'a', Z: 'A' };
  return last[character] ?? String.fromCharCode(character.charCodeAt(0) + 1);
}

function alteredJson(text: string): Alteration[] {
  const plain = parseJson(text);
  if (isStructure(plain)) return valuesIn(plain).map(encoded(JSON.stringify));
  const decoded = parseJson(Buffer.from(text, 'base64').toString('utf8'));
  if (!isStructure(decoded)) return [];
  const alphabet = /[+/=]/.test(text) ? 'base64' : 'base64url';
  return valuesIn(decoded).map(encoded((value) => Buffer.from(JSON.stringify(value)).toString(alphabet)));
}

const isStructure = (value: Json | undefined): value is Json => isObject(value) || Array.isArray(value);

const encoded =
  (encode: (value: Json) => string) =>
  ({ path, value }: Altered): Alteration => ({ what: `another ${path}`, state: encode(value) });

interface Altered {
  path: string;
  value: Json;
}

/** The structure once for each value in it, with that one altered; an empty list gets an entry. */
function valuesIn(value: Json): Altered[] {
  return walk(value, '').slice(0, VALUES);
}

function walk(value: Json, path: string): Altered[] {
  const below = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) {
    if (value.length === 0) return [{ path: path === '' ? 'list' : path, value: ['altered'] }];
    return value.flatMap((item, index) =>
      walk(item, below(index)).map((one) => ({ ...one, value: value.with(index, one.value) })),
    );
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, item]) =>
      walk(item, below(key)).map((one) => ({ ...one, value: { ...value, [key]: one.value } })),
    );
  }
  if (typeof value === 'number') return [{ path, value: value + 1 }];
  if (typeof value === 'boolean') return [{ path, value: !value }];
  if (value === null) return [];
  return [{ path, value: value === '' ? 'altered' : `${another(value.charAt(0))}${value.slice(1)}` }];
}
