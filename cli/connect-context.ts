/** The official suite's contract with a client under test: URL as the last argument, and these environment variables. */
import { createPrivateKey } from 'node:crypto';
import { importPKCS8, type CryptoKey } from 'jose';
import { z } from 'zod';
import type { ConnectOptions, GivenClient, ToolChoice } from '../harness/connect/types.ts';
import type { Revision } from '../harness/contract.ts';
import { usageFailure } from './failure.ts';
import { REVISIONS } from './parse.ts';

const contextSchema = z.looseObject({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  issuer: z.string().optional(),
  private_key_pem: z.string().optional(),
  signing_algorithm: z.string().optional(),
  /** Of our own client suite. */
  client_metadata_url: z.string().optional(),
});

type Context = z.infer<typeof contextSchema>;

/** What the environment says, where the flags say nothing. */
export interface Surroundings {
  specVersion?: Revision;
  client?: GivenClient;
  clientMetadataUrl?: string;
  grant?: 'client-credentials';
  tool?: NonNullable<ConnectOptions['tool']>;
}

/** Scenarios that have a tool call want it to be this one. */
const SUITE_TOOL = 'test-tool';

export async function surroundingsOf(environment: NodeJS.ProcessEnv): Promise<Surroundings> {
  const {
    MCP_CONFORMANCE_SCENARIO: scenario,
    MCP_CONFORMANCE_CONTEXT: context,
    MCP_CONFORMANCE_PROTOCOL_VERSION: version,
  } = environment;
  const specVersion = REVISIONS.find((revision) => revision === version);
  const given = context === undefined ? {} : contextIn(context);
  const client = await clientIn(given);
  const { client_metadata_url: clientMetadataUrl } = given;
  return {
    ...(specVersion === undefined ? {} : { specVersion }),
    ...(client === undefined ? {} : { client }),
    ...(clientMetadataUrl === undefined ? {} : { clientMetadataUrl }),
    ...(scenario?.startsWith('auth/client-credentials') === true
      ? { grant: 'client-credentials' as const }
      : {}),
    ...(scenario === undefined ? {} : { tool: suiteTool }),
  };
}

function suiteTool(names: readonly string[]): ToolChoice | undefined {
  return names.includes(SUITE_TOOL) ? { name: SUITE_TOOL, arguments: {} } : undefined;
}

function contextIn(text: string): Context {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageFailure('MCP_CONFORMANCE_CONTEXT is no JSON.');
  }
  const parsed = contextSchema.safeParse(value);
  if (!parsed.success)
    throw usageFailure('MCP_CONFORMANCE_CONTEXT is not what the official suite writes there.');
  return parsed.data;
}

async function clientIn(context: Context): Promise<GivenClient | undefined> {
  const {
    client_id: id,
    client_secret: secret,
    issuer,
    private_key_pem: pem,
    signing_algorithm: algorithm,
  } = context;
  if (id === undefined) return undefined;
  return {
    id,
    ...(secret === undefined ? {} : { secret }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(pem === undefined
      ? {}
      : { key: await privateKey(pem, { where: 'MCP_CONFORMANCE_CONTEXT', algorithm }) }),
  };
}

const CURVES: Record<string, string> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' };

/**
 * A private key in PEM, for `private_key_jwt` (RFC 7523 §2.2); the algorithm is the usual one of its kind.
 *
 * @throws Failure (usage)
 */
export async function privateKey(
  pem: string,
  { where, algorithm }: { where: string; algorithm?: string | undefined },
): Promise<CryptoKey> {
  try {
    const key = createPrivateKey(pem);
    const { namedCurve = '' } = key.asymmetricKeyDetails ?? {};
    const usual = CURVES[namedCurve] ?? (key.asymmetricKeyType === 'ed25519' ? 'Ed25519' : 'RS256');
    return await importPKCS8(key.export({ type: 'pkcs8', format: 'pem' }).toString(), algorithm ?? usual);
  } catch {
    throw usageFailure(
      `${where} holds no private key in PEM that can sign (RSA, P-256, P-384, P-521 or Ed25519).`,
    );
  }
}
