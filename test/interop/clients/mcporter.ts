/** `mcporter` as people use it: a configured server, a call of one of its tools, which logs in, and their list. `mcporter.ts <path of its cli.js> <url>`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { given, TOOLS, url } from './app.ts';

const PATIENCE_MS = 5_000;

const folder = process.env['MCP_CONFORMANCE_STORAGE'] ?? '';
const config = join(folder, 'mcporter.json');
const { client_id: oauthClientId, client_secret: oauthClientSecret } = given;
const server = { baseUrl: url, auth: 'oauth', oauthClientId, oauthClientSecret };
writeFileSync(config, JSON.stringify({ mcpServers: { lab: server }, imports: [] }));

const common = ['--config', config, '--oauth-timeout', String(PATIENCE_MS)];
await mcporter('call', `lab.${TOOLS[0] ?? ''}`);
await mcporter('list', 'lab', '--exit-code');

/** One command; what fails ends it all. */
async function mcporter(...command: string[]): Promise<void> {
  const child = spawn(process.execPath, [process.argv[2] ?? '', ...common, ...command], {
    stdio: 'inherit',
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) process.exit(code ?? 1);
}
