import { firstProblem, ok, serverCheck, violation, type Json } from '../../../harness/index.ts';

const isString = (value: Json) => typeof value === 'string';
const isBoolean = (value: Json) => typeof value === 'boolean';
const isUrl = (value: Json) => typeof value === 'string' && URL.canParse(value);
const isStrings = (value: Json) => Array.isArray(value) && value.every(isString);

/** RFC 9728 §2. `resource` and `authorization_servers` have checks of their own; unknown members are allowed. */
const MEMBERS: Readonly<Record<string, [form: string, holds: (value: Json) => boolean]>> = {
  jwks_uri: ['a URL', isUrl],
  scopes_supported: ['an array of strings', isStrings],
  bearer_methods_supported: ['an array of strings', isStrings],
  resource_signing_alg_values_supported: ['an array of strings', isStrings],
  resource_name: ['a string', isString],
  resource_documentation: ['a URL', isUrl],
  resource_policy_uri: ['a URL', isUrl],
  resource_tos_uri: ['a URL', isUrl],
  tls_client_certificate_bound_access_tokens: ['a boolean', isBoolean],
  authorization_details_types_supported: ['an array of strings', isStrings],
  dpop_signing_alg_values_supported: ['an array of strings', isStrings],
  dpop_bound_access_tokens_required: ['a boolean', isBoolean],
  signed_metadata: ['a string', isString],
};

export default serverCheck({
  requirement: 'server.metadata.member-types',
  title: 'The known members of the metadata have their defined types',
  probe: async (server) => {
    const { exchange, document } = await server.gathered.metadata();
    return { metadata: exchange, document };
  },
  judge: ({ document }) =>
    firstProblem(
      Object.entries(document).map(([name, value]) => {
        const [form, holds] = MEMBERS[name] ?? ['', () => true];
        return holds(value) ? ok : violation(`${name} as ${form}`, JSON.stringify(value).slice(0, 100));
      }),
    ),
});
