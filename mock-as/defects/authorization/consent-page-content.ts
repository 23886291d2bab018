import type { Defect } from '../../parts.ts';
import { proxying } from '../../proxy/index.ts';
import { replacing } from '../consent-page.ts';

export default {
  breaks: 'authorization-server.authorization.consent-page-content',
  title: 'The page of the proxy asks in the name of any application',
  pages: true,
  alter: replacing(/<h1>[^]*?<\/h1>/, '<h1>Allow access?<\/h1>', proxying()),
} satisfies Defect;
