import type { Defect } from '../../parts.ts';
import { all, APPENDED_PLACE, hintAs, PATH_PLACE, places, ROOT_PLACE } from '../bend.ts';

/** Below the endpoint, where it seems to belong, and nothing leads there. */
export default {
  breaks: 'server.discovery.at-least-one-mechanism',
  title: 'The metadata stands below the endpoint only, and the challenge does not say so',
  alter: all(
    hintAs(() => undefined),
    places((path) => {
      if (path === APPENDED_PLACE) return ROOT_PLACE;
      return path === ROOT_PLACE || path === PATH_PLACE ? undefined : path;
    }),
  ),
} satisfies Defect;
