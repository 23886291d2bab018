import { firstProblem, ok, serverCheck, violation, type Json } from '../../../harness/index.ts';

type Form = [form: string, holds: (value: Json) => boolean];

const URL_STRING: Form = ['a URL', (value) => typeof value === 'string' && URL.canParse(value)];
const TEXT: Form = ['a string', (value) => typeof value === 'string'];
const BOOLEAN: Form = ['a boolean', (value) => typeof value === 'boolean'];
const STRINGS: Form = [
  'an array of strings',
  (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string'),
];

/** RFC 9728 §2. `resource` and `authorization_servers` have checks of their own; unknown members are allowed. */
const MEMBERS = new Map<string, Form>([
  ['jwks_uri', URL_STRING],
  ['scopes_supported', STRINGS],
  ['bearer_methods_supported', STRINGS],
  ['resource_signing_alg_values_supported', STRINGS],
  ['resource_name', TEXT],
  ['resource_documentation', URL_STRING],
  ['resource_policy_uri', URL_STRING],
  ['resource_tos_uri', URL_STRING],
  ['tls_client_certificate_bound_access_tokens', BOOLEAN],
  ['authorization_details_types_supported', STRINGS],
  ['dpop_signing_alg_values_supported', STRINGS],
  ['dpop_bound_access_tokens_required', BOOLEAN],
  ['signed_metadata', TEXT],
]);

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
        const [form, holds] = MEMBERS.get(name) ?? ['', () => true];
        return holds(value) ? ok : violation(`${name} as ${form}`, JSON.stringify(value).slice(0, 100));
      }),
    ),
});
