import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from './config-load.ts';
import { lookAt } from './init-project.ts';
import { init } from './init.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcp-auth-init-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function project(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

const scalekit = {
  'package.json': JSON.stringify({
    name: '@acme/web-search',
    scripts: { start: 'node server.js' },
    dependencies: { '@scalekit-sdk/node': '2', '@modelcontextprotocol/sdk': '1' },
  }),
  '.env.example':
    'SCALEKIT_ENVIRONMENT_URL=https://acme.scalekit.dev\nSCALEKIT_CLIENT_SECRET=s3cr3t\nMCP_SERVER_ID=res_1\nLOG=1\n',
  '.env': 'JWKS_URL=https://never.read\n',
};

describe('what is seen of a project', () => {
  it('on Node.js with Scalekit', async () => {
    await project(scalekit);
    expect(await lookAt(folder)).toEqual({
      name: 'web-search',
      role: 'server',
      libraries: [
        { name: '@scalekit-sdk/node', file: 'package.json' },
        { name: '@modelcontextprotocol/sdk', file: 'package.json' },
      ],
      command: 'npm start',
      env: {
        SCALEKIT_ENVIRONMENT_URL: '{environment}',
        SCALEKIT_CLIENT_SECRET: '{client_secret}',
        MCP_SERVER_ID: '{resource_id}',
        SCALEKIT_CLIENT_ID: '{client_id}',
      },
      installed: false,
      esModules: false,
    });
  });

  it.each<[string, Record<string, string>, object]>([
    [
      'a file of requirements',
      { 'requirements.txt': 'uvicorn\nscalekit_sdk_python>=2\nmcp[cli]==1.2\n', 'main.py': '' },
      { command: 'python main.py', libraries: [{ name: 'scalekit-sdk-python' }, { name: 'mcp' }] },
    ],
    [
      'FastMCP under uv',
      { 'pyproject.toml': '[project]\ndependencies = ["fastmcp>=2.1"]\n', 'uv.lock': '', 'server.py': '' },
      {
        command: 'uv run fastmcp run server.py --transport http --host 127.0.0.1 --port {port}',
        libraries: [{ name: 'fastmcp' }],
      },
    ],
    [
      'a table of Poetry',
      { 'pyproject.toml': '[tool.poetry.dependencies]\nmcp = "^1"\n' },
      { libraries: [{ name: 'mcp' }] },
    ],
    ['another library with such a name', { 'requirements.txt': 'mcp-tools\nfastmcp2\n' }, { libraries: [] }],
    [
      'a client',
      {
        'package.json': JSON.stringify({ dependencies: { '@modelcontextprotocol/client': '2' } }),
        'src/index.ts': '',
      },
      { role: 'client', command: 'npx tsx src/index.ts' },
    ],
    [
      'another package manager',
      {
        'package.json': JSON.stringify({ scripts: { start: 'x' }, devDependencies: { fastmcp: '4' } }),
        'pnpm-lock.yaml': '',
      },
      { role: 'server', command: 'pnpm start' },
    ],
    ['a package file that is none', { 'package.json': '[' }, { role: 'server', libraries: [] }],
    ['nothing', {}, { libraries: [], env: {} }],
  ])('%s', async (_, files, expected) => {
    await project(files);
    expect(await lookAt(folder)).toMatchObject(expected);
  });
});

describe('init', () => {
  it.each(['yaml', 'yml', 'json', 'ts', 'mjs', 'js'])('writes .%s that run takes', async (kind) => {
    await project(scalekit);
    const path = join(folder, `mcp-auth-conformance.config.${kind}`);
    expect(await init(path)).toMatch(
      /Found @scalekit-sdk\/node in package\.json[^]*It is started by: npm start/,
    );
    const { config } = await loadConfig(undefined, folder);
    expect(config).toEqual({
      format: ['html', 'junit'],
      targets: {
        'web-search': {
          role: 'server',
          url: 'http://127.0.0.1:{port}/mcp',
          command: 'npm start',
          env: {
            PORT: '{port}',
            SCALEKIT_ENVIRONMENT_URL: '{environment}',
            SCALEKIT_CLIENT_SECRET: '{client_secret}',
            MCP_SERVER_ID: '{resource_id}',
            SCALEKIT_CLIENT_ID: '{client_id}',
          },
        },
      },
    });
    expect(await readFile(path, 'utf8')).not.toContain('s3cr3t');
  });

  it.each([
    ['yaml', /^(\s*)# (?=[\w-]+:|  )/gm],
    ['mjs', /^(\s*)\/\/ (?=[\w-]+: |\s|\})/gm],
  ])('what stands in comments of .%s is right too', async (kind, comment) => {
    const path = join(folder, `mcp-auth-conformance.config.${kind}`);
    await init(path);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(comment, '$1'));
    const { config } = await loadConfig(undefined, folder);
    expect(Object.keys(config.targets)).toContain('deployed');
    expect(Object.values(config.targets)[0]).toMatchObject({
      failOn: 'should',
      requirementSet: '2025-11-25@1',
    });
    expect(config.output).toBe('./mcp-auth-report');
  });

  it('is pleasant to read', async () => {
    const path = join(folder, 'mcp-auth-conformance.config.yaml');
    await init(path);
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines.filter((line) => /# *#|\s$/.test(line))).toEqual([]);
    expect(lines).toContain('format: [html, junit]');
    expect(lines).toContain("    url: 'http://127.0.0.1:{port}/mcp'");
  });

  it('names the schema where editors find it', async () => {
    await project({ 'node_modules/mcp-auth-conformance/package.json': '{}' });
    const path = join(folder, 'mcp-auth-conformance.config.yaml');
    await init(path);
    expect(await readFile(path, 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\/node_modules\/mcp-auth-conformance\//,
    );
  });

  it('overwrites nothing unless it is told to', async () => {
    const path = join(folder, 'mcp-auth-conformance.config.yaml');
    await writeFile(path, 'mine');
    await expect(init(path)).rejects.toThrow(/is there already\. --force overwrites it/);
    await expect(init(path.replace('yaml', 'ts'), true)).rejects.toThrow(
      /There is a config file already: .*yaml/,
    );
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await init(path, true)).toMatch(
      /^Wrote .*\nNo MCP library was found[^]*How it starts was not found/,
    );
    expect(await readFile(path, 'utf8')).not.toBe('mine');
    await expect(init(join(folder, 'c.toml'))).rejects.toThrow(/ends in none of \.ts/);
    await expect(init(join(folder, 'no/c.yaml'))).rejects.toThrow(/There is no folder/);
    expect(await readdir(folder)).toHaveLength(1);
  });
});
