import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';
import { replacing } from '../consent-page.ts';

export default {
  breaks: 'authorization-server.authorization.consent-page-content',
  title: 'The page of the proxy says nothing of what it will ask the third party for',
  pages: true,
  alter: replacing(/<h2 id="scopes">[^]*?<\/ul>|, which is asked for <code>[^<]*<\/code>/g, '', proxying()),
} satisfies Defect;
