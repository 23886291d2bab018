/** `connect <url>`: one narrated authorization, for the question «which layer failed?». */
import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { ConnectOptions, ConnectReport, GivenClient } from '../harness/connect/types.ts';
import type { Revision } from '../harness/contract.ts';
import { SUITES } from './checks.ts';
import { createNarrator } from './connect-narration.ts';
import { privateKey, surroundingsOf, type Surroundings } from './connect-context.ts';
import { codeOf, EXIT, messageOf, usageFailure } from './failure.ts';
import { onInterrupt } from './interrupt.ts';
import { addLoginFlags, clientOf, loginOf, type LoginFlags } from './login-flags.ts';
import { prepareFile } from './output.ts';
import { call, milliseconds, REVISIONS, targetUrl, type GivenCall } from './parse.ts';
import { usesColor } from './suite-run.ts';

const HELP = `
Each step says what was sent, what came, and what the specification says about it; where it ends early, the likely cause
and the fix. Nothing secret is printed.
  $ mcp-auth-conformance connect https://example.com/mcp
  $ mcp-auth-conformance connect https://example.com/mcp --login browser
  $ mcp-auth-conformance connect https://example.com/mcp --client-id abc --call 'search={"query":"x"}'

It is a client by the book, and may be run as one by the official conformance suite:
  $ conformance client --suite auth --command 'mcp-auth-conformance connect'

Exit codes: 0 connected · 1 the other side breaks a rule · 2 usage · 3 not reached, or something is needed that was not
given (a client, a login, a consent) · 130 interrupted`;

interface ConnectFlags extends LoginFlags {
  url?: string;
  clientIssuer?: string;
  clientKey?: string;
  clientMetadataUrl?: string;
  registration?: NonNullable<ConnectOptions['registration']>;
  grant?: NonNullable<ConnectOptions['grant']>;
  specVersion?: Revision | 'auto';
  clientStorage?: string;
  call?: GivenCall[];
  timeout: number;
  output?: string;
  json?: true;
  quiet?: true;
}

export function connectCommand(): Command {
  const command = new Command('connect')
    .summary('go through one authorization, step by step')
    .description('Connects to an MCP server as a conforming client does, and tells which layer failed.')
    .argument('[url]', 'URL of the MCP endpoint')
    .option('--url <url>', 'the same as the argument');
  return addLoginFlags(command)
    .option('--client-issuer <issuer>', 'where --client-id is registered: it is then used nowhere else')
    .option('--client-key <file>', 'its private key (PEM), for private_key_jwt')
    .option('--client-metadata-url <url>', 'https URL of a client metadata document (CIMD)')
    .addOption(
      new Option('--registration <way>', 'only this way to a client').choices([
        'pre-registered',
        'cimd',
        'dcr',
      ]),
    )
    .addOption(
      new Option('--grant <grant>', 'authorization-code (default), or client-credentials').choices([
        'authorization-code',
        'client-credentials',
      ]),
    )
    .addOption(
      new Option(
        '--spec-version <revision>',
        'revision whose rules the client keeps (default: "auto")',
      ).choices(['auto', ...REVISIONS]),
    )
    .option('--client-storage <file>', 'keep registration and tokens there for the next run')
    .addOption(
      new Option('--call <tool[=json]>', `call a tool at the end: 'search={"query":"x"}'`).argParser(call),
    )
    .addOption(
      new Option('--timeout <ms>', 'how long one exchange may take; also 10s')
        .argParser(milliseconds)
        .default(10_000, '10000'),
    )
    .option('-o, --output <folder>', 'also write connect.json, and screenshots of a script, to this folder')
    .option('--json', 'print the report on standard output; the narration goes to standard error')
    .option('--quiet', 'no narration')
    .addHelpText('after', HELP)
    .action(async (url: string | undefined, flags: ConnectFlags) => narrated(urlOf(url, flags), flags));
}

function urlOf(argument: string | undefined, { url: flag }: ConnectFlags): string {
  if (argument !== undefined && flag !== undefined && argument !== flag) {
    throw usageFailure('There are two URLs, as argument and as --url. Give one.');
  }
  const text = argument ?? flag;
  if (text === undefined) {
    throw usageFailure(
      'The URL of the MCP endpoint is missing: mcp-auth-conformance connect https://example.com/mcp',
    );
  }
  return targetUrl(text);
}

async function narrated(url: string, flags: ConnectFlags): Promise<void> {
  const place = flags.output === undefined ? undefined : await prepareFile(flags.output, 'connect.json');
  const around = await surroundingsOf(process.env);
  const stream = flags.json === true ? process.stderr : process.stdout;
  const narrator = createNarrator({ color: usesColor(stream), width: Math.min(stream.columns || 100, 120) });
  const say = (text: string) => flags.quiet !== true && stream.write(text);
  const interruption = onInterrupt(() => process.stderr.write('Interrupted: ending the attempt.\n'));
  const options = await optionsOf(url, flags, { around, signal: interruption.signal });
  const { specVersion } = options;
  const rules = specVersion === 'auto' ? 'the newest revision of MCP' : `MCP ${specVersion ?? ''}`;
  say(`Connecting to ${url} by the rules of ${rules}\n\n`);
  const report = await attempt({
    ...options,
    onStep: (step, phase, exchanges) => phase === 'ended' && say(narrator.step(step, exchanges)),
  });
  say(narrator.end(report));
  const text = `${JSON.stringify(report, null, 2)}\n`;
  await place?.write(text);
  if (flags.json === true) process.stdout.write(text);
  interruption.release();
  process.exitCode = interruption.signal.aborted ? EXIT.interrupted : CODES[report.ending];
}

const CODES: Record<ConnectReport['ending'], number> = {
  connected: EXIT.ok,
  violation: EXIT.violations,
  incomplete: EXIT.incomplete,
};

async function attempt(options: ConnectOptions): Promise<ConnectReport> {
  const [{ connect }, { UnreadableStorage }] = await Promise.all([
    import('../harness/connect/connect.ts'),
    import('../harness/oauth/memory.ts'),
  ]);
  try {
    return await connect(options);
  } catch (error) {
    if (error instanceof UnreadableStorage) throw usageFailure(error.message);
    if (options.storage !== undefined && FILE_ERRORS.has(codeOf(error) ?? '')) {
      throw usageFailure(`The file of --client-storage cannot be used: ${messageOf(error)}`);
    }
    throw error;
  }
}

const FILE_ERRORS = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EROFS', 'ENOSPC', 'EEXIST']);

async function optionsOf(
  url: string,
  flags: ConnectFlags,
  { around, signal }: { around: Surroundings; signal: AbortSignal },
): Promise<ConnectOptions> {
  const { loadCatalogue } = await import('../harness/catalogue.ts');
  const catalogue = await loadCatalogue(new URL('catalogue/', SUITES));
  const client = (await clientFrom(flags)) ?? around.client;
  const { output, redirectUri, scope, registration, clientStorage: storage } = flags;
  const clientMetadataUrl = metadataUrl(flags.clientMetadataUrl ?? around.clientMetadataUrl);
  const [last] = (flags.call ?? []).slice(-1);
  const tool = last === undefined ? around.tool : { name: last.tool, arguments: last.arguments };
  const isForItself = flags.login === 'client-credentials';
  if (isForItself && client === undefined) {
    throw usageFailure('--login client-credentials needs a client: give --client-id and --client-secret.');
  }
  const grant = isForItself ? 'client-credentials' : (flags.grant ?? around.grant);
  const login = isForItself
    ? undefined
    : loginOf(flags, {
        tell: countdown(),
        signal,
        ...(output === undefined ? {} : { outputFolder: output }),
      });
  return {
    url,
    specVersion: flags.specVersion ?? around.specVersion ?? 'auto',
    timeoutMs: flags.timeout,
    signal,
    requirement: (id) => catalogue.get(id),
    login,
    ...(client === undefined ? {} : { client }),
    ...(clientMetadataUrl === undefined ? {} : { clientMetadataUrl }),
    ...(redirectUri === undefined ? {} : { redirectUri }),
    ...(scope === undefined ? {} : { scope }),
    ...(registration === undefined ? {} : { registration }),
    ...(storage === undefined ? {} : { storage }),
    ...(grant === undefined ? {} : { grant }),
    ...(tool === undefined ? {} : { tool }),
  };
}

/** What a login waits for: a line that changes at a terminal, one line elsewhere. */
function countdown(): (text: string) => void {
  let isFirst = true;
  return (text) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}\r`);
    else if (isFirst) process.stderr.write(`${text}\n`);
    isFirst = false;
  };
}

async function clientFrom(flags: ConnectFlags): Promise<GivenClient | undefined> {
  const { clientId, clientIssuer: issuer, clientKey, clientMetadataUrl, redirectUri } = flags;
  // A redirect URI may also belong to a document.
  const isForDocument =
    clientId === undefined && clientMetadataUrl !== undefined && redirectUri !== undefined;
  const given = isForDocument ? undefined : clientOf(flags);
  if (given === undefined) {
    if (issuer === undefined && clientKey === undefined) return undefined;
    throw usageFailure('--client-issuer and --client-key are about a registered client: add --client-id.');
  }
  return {
    ...given,
    ...(issuer === undefined ? {} : { issuer }),
    ...(clientKey === undefined ? {} : { key: await keyIn(clientKey) }),
  };
}

async function keyIn(file: string) {
  const pem = await readFile(file, 'utf8').catch((error: unknown) => {
    throw usageFailure(`The file of --client-key cannot be read: ${messageOf(error)}`);
  });
  return privateKey(pem, { where: file });
}

/** MCP 2025-11-25 «Client ID Metadata Documents»: https, and a path. */
function metadataUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.pathname === '/' || url.hash !== '') {
    throw usageFailure(
      `"${text}" cannot be the URL of a client metadata document. Write it like https://example.com/client.json , with a path.`,
    );
  }
  return text;
}
