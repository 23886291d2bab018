import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

const KNOWN =
  /^(resource|authorization_servers|jwks_uri|scopes_supported|bearer_methods_supported|resource_.*)$/;

/** A strict schema breaks with the first extension that a server makes use of. */
export default {
  breaks: 'client.discovery.ignore-unknown-members',
  title: 'A member that it does not know makes a document unusable',
  alter: (parts) => ({
    readResourceMetadata(document) {
      const unknown = Object.keys(document).find((name) => !KNOWN.test(name));
      if (unknown !== undefined) throw new Trouble(`${unknown} is no member of resource metadata.`);
      return parts.readResourceMetadata(document);
    },
  }),
} satisfies Defect;
