import {
  authorizationServerCheck,
  goodRequestProceeds,
  ok,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { UNKNOWN_RESOURCE } from '../audiences.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.resource-indicator.multiple',
  title: 'An authorization request may name several resources',
  needs: ['login'],
  control: goodRequestProceeds,
  probe: async (server) => {
    const known = [await server.resource(), ...(await server.gathered.resources())];
    const [first, second = UNKNOWN_RESOURCE] = new Set(known);
    const { exchanges, error, end, reply } = await server.authorize({
      parameters: { resource: [first ?? '', second] },
      login: false,
    });
    return { request: exchanges, error: error ?? null, end, status: reply.status ?? 0 };
  },
  judge: ({ error, end, status }) => {
    if (end === 'lost') return unclear('The authorization request did not come to an end.');
    const isRefused = end === 'page' ? status >= 400 : error !== null;
    // The server may decide that one of them will not do, and say so.
    if (!isRefused || error === 'invalid_target') return ok;
    const said = end === 'page' ? `a page with status ${status}` : String(error);
    return violation(
      'a request with two resource parameters proceeds, or is refused with invalid_target',
      `it ended in ${said}`,
    );
  },
});
