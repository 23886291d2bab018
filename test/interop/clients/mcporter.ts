/** `mcporter` as people use it: a configured server, and a call of one of its tools. `mcporter.ts <path of its cli.js> <url>`. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { given, TOOLS, url } from './app.ts';

const PATIENCE_MS = 5_000;

const folder = process.env['MCP_CONFORMANCE_STORAGE'] ?? '';
const config = join(folder, 'mcporter.json');
const { client_id: oauthClientId, client_secret: oauthClientSecret } = given;
const server = { baseUrl: url, auth: 'oauth', oauthClientId, oauthClientSecret };
writeFileSync(config, JSON.stringify({ mcpServers: { lab: server }, imports: [] }));

const child = spawn(
  process.execPath,
  [
    process.argv[2] ?? '',
    ...['--config', config, '--oauth-timeout', String(PATIENCE_MS)],
    ...['call', `lab.${TOOLS[0] ?? ''}`],
  ],
  { stdio: 'inherit', env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder } },
);
process.once('SIGTERM', () => child.kill());
child.once('exit', (code) => process.exit(code ?? 1));
