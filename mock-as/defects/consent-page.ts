import type { AlterParts } from '../parts.ts';

/** For lies of the consent page: an entry of its list is left out, or says something else. */
export function withoutEntry(term: string, instead?: string): AlterParts {
  const entry = new RegExp(`<dt>${term}</dt><dd>.*?</dd>`);
  return () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (typeof ctx.body !== 'string') return;
        ctx.body = ctx.body.replace(
          entry,
          instead === undefined ? '' : `<dt>${term}</dt><dd>${instead}</dd>`,
        );
      },
    ],
  });
}
