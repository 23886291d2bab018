/** Looks at a project to propose what a config file may say: what it is built with, how it starts, what it is told. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

export interface FoundProject {
  /** For the target: of the package, or of the folder. */
  name: string;
  role: 'server' | 'client';
  /** Libraries that tell what the project is, with the file that names them. */
  libraries: { name: string; file: string }[];
  /** How it seems to be started. */
  command?: string;
  /** Variables that it seems to read, with the placeholder that fits. */
  env: Record<string, string>;
  /** Whether `mcp-auth-conformance` is installed in it. */
  installed: boolean;
  /** Whether its `.js` files are ES modules. */
  esModules: boolean;
}

const SERVER_LIBRARIES = [
  '@scalekit-sdk/node',
  '@modelcontextprotocol/server',
  '@modelcontextprotocol/sdk',
  'fastmcp',
  'mcp-handler',
];
const CLIENT_LIBRARIES = ['@modelcontextprotocol/client', '@ai-sdk/mcp'];
const PYTHON_LIBRARIES = ['scalekit-sdk-python', 'scalekit', 'fastmcp', 'mcp'];

/** Names of variables as they are found in `.env.example`, and what the lab has for them. */
const VARIABLES: [RegExp, string][] = [
  [/^SCALEKIT_ENV(IRONMENT)?_URL$/, '{environment}'],
  [/^(SCALEKIT_|OAUTH_|MCP_|AUTH_)?CLIENT_ID$/, '{client_id}'],
  [/^(SCALEKIT_|OAUTH_|MCP_|AUTH_)?CLIENT_SECRET$/, '{client_secret}'],
  [/^(SCALEKIT_|MCP_)?(RESOURCE|SERVER)_ID$/, '{resource_id}'],
  [
    /^(SCALEKIT_|OAUTH_|MCP_)?(RESOURCE_(URL|URI|IDENTIFIER)|AUDIENCE|EXPECTED_AUDIENCE|SERVER_URL)$/,
    '{resource}',
  ],
  [/^(SCALEKIT_|OAUTH_|MCP_|AUTH_)?ISSUER(_URL)?$/, '{issuer}'],
  [/^(SCALEKIT_|OAUTH_|MCP_|AUTH_)?JWKS_(URL|URI)$/, '{jwks}'],
  [/^(SCALEKIT_|OAUTH_|MCP_|AUTH_)?INTROSPECTION_(URL|ENDPOINT)$/, '{introspection}'],
  [/^PORT$/, '{port}'],
];
const SCALEKIT = ['SCALEKIT_ENVIRONMENT_URL', 'SCALEKIT_CLIENT_ID', 'SCALEKIT_CLIENT_SECRET'];

interface Package {
  name?: unknown;
  type?: unknown;
  main?: unknown;
  scripts?: Record<string, unknown>;
  dependencies?: Record<string, unknown>;
  devDependencies?: Record<string, unknown>;
}

/** Reads a few well-known files of the folder, never `.env`; what cannot be read tells nothing. */
export async function lookAt(folder: string): Promise<FoundProject> {
  const read = (file: string) => readFile(join(folder, file), 'utf8').catch(() => undefined);
  const node = packageOf(await read('package.json'));
  const python = [
    ...pythonLibraries('requirements.txt', await read('requirements.txt')),
    ...pythonLibraries('pyproject.toml', await read('pyproject.toml')),
  ];
  const given = { ...node?.dependencies, ...node?.devDependencies };
  const inNode = (names: string[]) =>
    names.filter((name) => name in given).map((name) => ({ name, file: 'package.json' }));
  const servers = [...inNode(SERVER_LIBRARIES), ...python];
  const clients = inNode(CLIENT_LIBRARIES);
  const libraries = [...servers, ...clients];
  const isPython = python.length > 0 && inNode([...SERVER_LIBRARIES, ...CLIENT_LIBRARIES]).length === 0;
  const command = isPython ? await pythonCommand(read, python) : node && (await nodeCommand(node, read));
  const isScalekit = libraries.some(({ name }) => name.includes('scalekit'));
  return {
    name: nameOf(typeof node?.name === 'string' ? node.name : basename(folder)),
    role: servers.length === 0 && clients.length > 0 ? 'client' : 'server',
    libraries,
    ...(command === undefined ? {} : { command }),
    env: variablesIn(
      await firstOf(read, ['.env.example', '.env.sample', '.env.template']),
      isScalekit ? SCALEKIT : [],
    ),
    installed: (await read('node_modules/mcp-auth-conformance/package.json')) !== undefined,
    esModules: node?.type === 'module',
  };
}

type Read = (file: string) => Promise<string | undefined>;

function packageOf(text: string | undefined): Package | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A requirement, an entry of a list of dependencies, or a key of a table of them. */
function pythonLibraries(file: string, text = ''): { name: string; file: string }[] {
  const normal = text.toLowerCase().replaceAll(/(?<=[a-z])[_.](?=[a-z])/g, '-');
  return PYTHON_LIBRARIES.filter((name) =>
    new RegExp(`(?:^|["'])\\s*${name}(?=[\\s\\[<>=~!;,"'@]|$)`, 'm').test(normal),
  ).map((name) => ({ name, file }));
}

async function nodeCommand({ scripts, main }: Package, read: Read): Promise<string | undefined> {
  if (typeof scripts?.['start'] === 'string') return `${await packageManager(read)} start`;
  const own = typeof main === 'string' && /^[\w./-]+$/.test(main) ? [main] : [];
  const files = [
    ...own,
    'server.js',
    'index.js',
    'dist/server.js',
    'dist/index.js',
    'src/server.ts',
    'src/index.ts',
  ];
  const file = await firstName(read, files);
  return file && `${file.endsWith('.ts') ? 'npx tsx' : 'node'} ${file}`;
}

async function packageManager(read: Read): Promise<string> {
  const lock = await firstName(read, ['pnpm-lock.yaml', 'yarn.lock', 'bun.lock']);
  return { 'pnpm-lock.yaml': 'pnpm', 'yarn.lock': 'yarn', 'bun.lock': 'bun run' }[lock ?? ''] ?? 'npm';
}

async function pythonCommand(read: Read, libraries: { name: string }[]): Promise<string | undefined> {
  const file = await firstName(read, [
    'server.py',
    'main.py',
    'app.py',
    'src/server.py',
    'src/main.py',
    'src/app.py',
  ]);
  if (file === undefined) return undefined;
  const prefix = (await read('uv.lock')) === undefined ? '' : 'uv run ';
  return libraries.some(({ name }) => name === 'fastmcp')
    ? `${prefix}fastmcp run ${file} --transport http --host 127.0.0.1 --port {port}`
    : `${prefix}python ${file}`;
}

async function firstName(read: Read, files: string[]): Promise<string | undefined> {
  for (const file of files) if ((await read(file)) !== undefined) return file;
  return undefined;
}

async function firstOf(read: Read, files: string[]): Promise<string> {
  const name = await firstName(read, files);
  return (name && (await read(name))) ?? '';
}

/** Only names are taken from the file. */
function variablesIn(text: string, usual: string[]): Record<string, string> {
  const names = [...text.matchAll(/^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=/gm)].map(([, name = '']) => name);
  return Object.fromEntries(
    [...new Set([...names, ...usual])].flatMap((name) => {
      const fit = VARIABLES.find(([pattern]) => pattern.test(name))?.[1];
      return fit === undefined ? [] : [[name, fit]];
    }),
  );
}

/** What a target may be called: of `@scope/name`, the name. */
function nameOf(name: string): string {
  const plain = (name.split('/').at(-1) ?? '').replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z]+/, '');
  return plain.slice(0, 64) || 'server';
}
