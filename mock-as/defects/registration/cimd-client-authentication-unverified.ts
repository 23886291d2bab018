import { decodeJwt } from 'jose';
import type { Defect } from '../../parts.ts';

/** Clients whose assertion was seen, and not verified. */
const seen = new Set<string>();

export default {
  breaks: 'authorization-server.registration.cimd-client-authentication',
  title: 'Whoever has an assertion need not have signed it with the key in the document',
  alter: () => ({
    tokenRequest: (_environment, form) => {
      const { sub = '' } = decodeAssertion(form.get('client_assertion'));
      if (!sub.startsWith('https:')) return;
      seen.add(sub);
      form.delete('client_assertion');
      form.delete('client_assertion_type');
      form.set('client_id', sub);
    },
    provider: (_environment, { Client }) => {
      const find = Client.find.bind(Client);
      Client.find = async (id) => {
        const client = await find(id);
        if (client !== undefined && seen.delete(id))
          Object.assign(client, { tokenEndpointAuthMethod: 'none' });
        return client;
      };
    },
  }),
} satisfies Defect;

function decodeAssertion(assertion: string | null): { sub?: string } {
  if (assertion === null) return {};
  const { sub } = decodeJwt(assertion);
  return sub === undefined ? {} : { sub };
}
