import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import type { FieldProblem, ProblemDetails } from './wire.ts';

/** A request that is refused, and why. */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldProblem[];

  constructor(
    status: number,
    detail: string,
    more: { headers?: Record<string, string>; errors?: readonly FieldProblem[] } = {},
  ) {
    super(detail);
    this.status = status;
    this.headers = more.headers ?? {};
    this.errors = more.errors ?? [];
  }
}

/** Nothing has that id. */
export function notFound(what: string, id: string | number): Problem {
  return new Problem(404, `There is no ${what} ${JSON.stringify(id)}.`);
}

/** As the answer shows it. */
export function details(
  status: number,
  detail: string,
  errors: readonly FieldProblem[] = [],
): ProblemDetails {
  return {
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    ...(errors.length === 0 ? {} : { errors }),
  };
}

/**
 * What a thrown error means for the caller. The mock says by a plain `Error` that it cannot do what is asked; whatever
 * else is thrown is a bug, of which the caller learns nothing.
 */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  const isRefusal = error instanceof Error && error.constructor === Error && !('code' in error);
  return isRefusal ? new Problem(400, error.message) : undefined;
}

/** Checks a part of a request. Throws a 400 that names each member that is wrong. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  part: 'body' | 'query' | 'path',
  value: unknown,
): z.output<Schema> {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  const errors = outcome.error.issues.flatMap((issue) => fieldProblems(part, issue));
  throw new Problem(400, errors.map(({ field, detail }) => `${field}: ${detail}`).join('; '), { errors });
}

type Issue = z.core.$ZodIssue;

function fieldProblems(part: string, issue: Issue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: fieldName(part, [...issue.path, key]),
      detail: 'there is no such member',
    }));
  }
  const inner = issue.code === 'invalid_union' ? deepest(issue) : undefined;
  if (inner !== undefined) return fieldProblems(part, { ...inner, path: [...issue.path, ...inner.path] });
  return [{ field: fieldName(part, issue.path), detail: issue.message }];
}

/** Where one branch of a union came further than the others, it is the one that was meant. */
function deepest({ errors }: Extract<Issue, { code: 'invalid_union' }>): Issue | undefined {
  return errors.map(([first]) => first).find((issue) => (issue?.path.length ?? 0) > 0);
}

function fieldName(part: string, path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (before, one) => (typeof one === 'number' ? `${before}[${one}]` : `${before}.${String(one)}`),
    '',
  );
  // A member of the body is named as it stands there.
  return part === 'body' && name !== '' ? name.slice(1) : part + name;
}
