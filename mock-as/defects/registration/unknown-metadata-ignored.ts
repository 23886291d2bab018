import type { Defect } from '../../parts.ts';

const known =
  /^(?:redirect_uris|(?:token_endpoint|application|grant|response|client|logo|tos|policy|jwks|software)(?:_.+)?|scope|contacts|description)$/;

/** The schema of the request has additionalProperties: false. */
export default {
  breaks: 'authorization-server.registration.unknown-metadata-ignored',
  title: 'A registration with an unknown member is refused',
  alter: ({ redirectUriProblem }) => ({
    redirectUriProblem: (request, environment) =>
      Object.keys(request).some((name) => !known.test(name))
        ? 'additional properties are not allowed'
        : redirectUriProblem(request, environment),
  }),
} satisfies Defect;
