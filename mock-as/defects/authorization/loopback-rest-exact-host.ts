import type { Defect } from '../../parts.ts';
import { comparingForRegistered } from '../redirect-comparison.ts';

/** Of the registered URI only the host is looked at again where the port is another one. */
export default {
  breaks: 'authorization-server.authorization.loopback-rest-exact',
  title: 'With another port the path of a loopback redirect URI may be another one too',
  alter: comparingForRegistered((asked, registered, isHonest) => {
    const { hostname, port, protocol } = new URL(asked);
    const isSameHost = (one: string): boolean => {
      const known = new URL(one);
      return known.hostname === hostname && known.protocol === protocol && known.port !== port;
    };
    return isHonest(asked) || (hostname === '127.0.0.1' && registered.some(isSameHost));
  }),
} satisfies Defect;
