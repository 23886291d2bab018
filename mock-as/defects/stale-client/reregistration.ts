import type { Defect } from '../../parts.ts';

const keyOf = ({ client_name: name, redirect_uris: uris }: Record<string, unknown>): string =>
  JSON.stringify([name, uris]);

export default {
  breaks: 'authorization-server.stale-client.reregistration',
  title: 'The same name with the same redirect URIs is registered once only',
  alter: ({ redirectUriProblem }) => ({
    redirectUriProblem: (request, environment) => {
      const key = keyOf(request);
      const isTaken = environment.store.entries('Client').some(([, client]) => keyOf(client) === key);
      return isTaken ? 'this client is registered already' : redirectUriProblem(request, environment);
    },
  }),
} satisfies Defect;
