import type { Defect } from '../../parts.ts';
import { all, hintAs } from '../bend.ts';

/** The fallback of a single-page application answers for a path that has moved. */
export default {
  breaks: 'server.challenge.resource-metadata-dereferenceable',
  title: 'resource_metadata leads to an HTML page',
  alter: all(
    hintAs((hint) => `${new URL(hint).origin}/metadata`),
    (parts) => ({
      outermost: async (context, next) => {
        if (context.path !== '/metadata') return parts.outermost(context, next);
        context.type = 'text/html';
        context.body = '<!doctype html><title>App</title>';
      },
    }),
  ),
} satisfies Defect;
