import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.endpoints-https',
  title: 'An endpoint is named by the scheme that is seen behind the proxy',
  options: { metadata: { end_session_endpoint: 'http://auth.example.com/logout' } },
} satisfies Defect;
