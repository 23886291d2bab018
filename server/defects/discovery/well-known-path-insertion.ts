import type { Defect } from '../../parts.ts';
import { all, APPENDED_PLACE, hintAs, PATH_PLACE, places, ROOT_PLACE } from '../bend.ts';

/** A prefix of the router is put before every route. */
export default {
  breaks: 'server.discovery.well-known-path-insertion',
  title: 'The metadata for the path stands below the endpoint',
  alter: all(
    hintAs((hint) => new URL(APPENDED_PLACE, hint).href),
    places((path) => {
      if (path === APPENDED_PLACE) return ROOT_PLACE;
      return path === PATH_PLACE ? undefined : path;
    }),
  ),
} satisfies Defect;
