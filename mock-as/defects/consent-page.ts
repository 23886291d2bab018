import type { AlterParts } from '../parts.ts';

/** For lies of the consent page: an entry of its list is left out, or says something else. */
export function withoutEntry(term: string, instead?: string): AlterParts {
  const entry = new RegExp(`<dt>${term}</dt><dd>.*?</dd>`);
  return replacing(entry, instead === undefined ? '' : `<dt>${term}</dt><dd>${instead}</dd>`);
}

/** For lies of pages: a piece of them is another one. */
export function replacing(piece: RegExp, instead: string, alter?: AlterParts): AlterParts {
  return (parts) => {
    const altered = alter?.(parts) ?? {};
    return {
      ...altered,
      middleware: [
        async (ctx, next) => {
          await next();
          if (typeof ctx.body === 'string') ctx.body = ctx.body.replace(piece, instead);
        },
        ...(altered.middleware ?? parts.middleware),
      ],
    };
  };
}
