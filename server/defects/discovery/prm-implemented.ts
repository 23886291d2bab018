import type { Defect } from '../../parts.ts';
import { all, hintAs, places, ROOT_PLACE } from '../bend.ts';

/** OAuth from before RFC 9728. */
export default {
  breaks: 'server.discovery.prm-implemented',
  title: 'There is no protected resource metadata',
  alter: all(
    hintAs(() => undefined),
    places((path) => (path.startsWith(ROOT_PLACE) ? undefined : path)),
  ),
} satisfies Defect;
