import type { IncomingMessage } from 'node:http';

/** Larger than any form; a saved state with its tokens is sent as a form too. Bytes. */
const largest = 64 * 1024 * 1024;

/** What a form cannot be as it was filled in; the message is for the user. */
export class FormTrouble extends Error {}

/** The fields of a form that was sent. */
export interface Form {
  /** The value of a field, without blanks around it; undefined when it was left empty. */
  text(name: string): string | undefined;
  /** Throws FormTrouble when it is empty. */
  required(name: string): string;
  /** Throws FormTrouble when it is no number. What the number may be is for the mock to say. */
  number(name: string): number | undefined;
  /** Items that stand between blanks, commas or lines. */
  items(name: string): string[] | undefined;
  all(name: string): string[];
  isChecked(name: string): boolean;
}

/** Throws FormTrouble when the body is too large. */
export async function readForm(request: IncomingMessage): Promise<Form> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
  }
  if (size > largest) throw new FormTrouble('That is more than 64 MiB.');
  return formOf(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
}

export function formOf(fields: URLSearchParams): Form {
  const text = (name: string): string | undefined => {
    const value = fields.get(name)?.trim();
    return value === '' ? undefined : value;
  };
  return {
    text,
    required: (name) => {
      const value = text(name);
      if (value === undefined) throw new FormTrouble(`${name} is missing.`);
      return value;
    },
    number: (name) => {
      const value = text(name);
      if (value === undefined) return undefined;
      if (!/^[+-]?\d+(\.\d+)?$/.test(value)) {
        throw new FormTrouble(`${name} cannot be ${JSON.stringify(value)}: give a number.`);
      }
      return Number(value);
    },
    items: (name) => text(name)?.split(/[\s,]+/),
    all: (name) => fields.getAll(name).filter((value) => value !== ''),
    isChecked: (name) => fields.has(name),
  };
}
