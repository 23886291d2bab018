import type { Defect } from '../../parts.ts';
import { all, hintAs, ROOT_PLACE } from '../bend.ts';

/** A web page answers for every path, with status 200. */
export default {
  breaks: 'server.discovery.prm-implemented',
  title: 'A page is served where the metadata is due',
  alter: all(
    hintAs(() => undefined),
    (parts) => ({
      outermost: async (context, next) => {
        if (!context.path.startsWith(ROOT_PLACE)) return parts.outermost(context, next);
        context.type = 'text/html';
        context.body = '<!doctype html><title>App</title>';
      },
    }),
  ),
} satisfies Defect;
