import type { Defect } from '../../parts.ts';
import { all, APPENDED_PLACE, hintAs, PATH_PLACE, ROOT_PLACE } from '../bend.ts';

/** The right places belong to a web page that answers for every path. */
export default {
  breaks: 'server.discovery.at-least-one-mechanism',
  title: 'The metadata stands below the endpoint only, and a page is served in its place',
  alter: all(
    hintAs(() => undefined),
    (parts) => ({
      outermost: async (context, next) => {
        const isPlace = context.path === ROOT_PLACE || context.path === PATH_PLACE;
        if (context.path === APPENDED_PLACE) context.path = ROOT_PLACE;
        if (!isPlace) return parts.outermost(context, next);
        context.type = 'text/html';
        context.body = '<!doctype html><title>App</title>';
      },
    }),
  ),
} satisfies Defect;
