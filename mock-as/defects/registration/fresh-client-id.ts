import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.fresh-client-id',
  title: 'All clients of one site share a client_id',
  alter: ({ registrationResponse }) => ({
    registrationResponse: (environment, client, request, resource) => {
      const answer = registrationResponse(environment, client, request, resource);
      if (client.client_uri === undefined) return answer;
      const known = environment.store.entries('Client');
      const [first] = known.find(([, { client_uri: site }]) => site === client.client_uri) ?? [];
      return { ...answer, client_id: first ?? client.client_id };
    },
  }),
} satisfies Defect;
