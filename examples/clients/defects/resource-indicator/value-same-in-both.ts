import type { Defect } from '../../parts.ts';

/** Built by two pieces of code: one takes what the metadata says, the other what the user typed. */
export default {
  breaks: 'client.resource-indicator.value',
  title: 'The token request spells the resource otherwise than the authorization request',
  alter: (parts) => ({
    redeem(session, request, code) {
      const { target } = request;
      const resource = target.resource?.replace(/^http:/, 'HTTP:');
      return parts.redeem(session, { ...request, target: { ...target, resource } }, code);
    },
  }),
} satisfies Defect;
