/** The text of a fresh config file: what is proposed, and in comments what else there is. */
import { SCHEMA_IN_PACKAGE } from './config-words.ts';
import type { FoundProject } from './init-project.ts';

/** One option; `off` stands in a comment. */
interface Line {
  key: string;
  value: unknown;
  words?: string;
  off?: true;
}

interface Style {
  comment: string;
  /** Before the key of what is inside something. */
  open: string;
  close: string;
  comma: string;
}

const YAML: Style = { comment: '#', open: '', close: '', comma: '' };
const PROGRAM: Style = { comment: '//', open: ' {', close: '}', comma: ',' };

const FIELD_NAME = 'deployed';

/** @param extension `.yaml`, `.yml`, `.json`, `.ts`, `.js` or `.mjs`. */
export function configText(extension: string, found: FoundProject): string {
  const lines = wholeOf(found);
  if (extension === '.json') {
    const schema = found.installed ? { $schema: `./node_modules/${SCHEMA_IN_PACKAGE}` } : {};
    return `${JSON.stringify({ ...schema, ...(valueOf(lines) as object) }, null, 2)}\n`;
  }
  const about =
    'What mcp-auth-conformance tests here: "mcp-auth-conformance run". Secrets come from the environment only.';
  if (extension === '.yaml' || extension === '.yml') {
    const schema = found.installed
      ? `# yaml-language-server: $schema=./node_modules/${SCHEMA_IN_PACKAGE}\n`
      : '';
    return `${schema}# ${about}\n\n${render(lines, YAML, '')}`;
  }
  const body = `{\n${render(lines, PROGRAM, '  ')}}`;
  if (extension === '.ts')
    return `// ${about}\nimport type { Config } from 'mcp-auth-conformance';\n\nexport default ${body} satisfies Config;\n`;
  const isModule = extension === '.mjs' || found.esModules;
  return `// ${about}\n/** @type {import('mcp-auth-conformance').Config} */\n${isModule ? 'export default' : 'module.exports ='} ${body};\n`;
}

function wholeOf(found: FoundProject): Line[] {
  return [
    { key: 'output', value: './mcp-auth-report', words: 'Folder for the reports of all.', off: true },
    { key: 'format', value: ['html', 'junit'], words: 'Further formats of the merged report.' },
    { key: 'targets', value: targetsOf(found), words: 'By name, in the order of running.' },
  ];
}

function targetsOf(found: FoundProject): Line[] {
  if (found.role === 'client') return [{ key: found.name, value: clientOf(found) }];
  return [
    { key: found.name, value: serverOf(found) },
    {
      key: found.name === FIELD_NAME ? `${FIELD_NAME}-2` : FIELD_NAME,
      value: [
        { key: 'role', value: 'server' },
        { key: 'url', value: 'https://example.com/mcp' },
        { key: 'token', value: { env: 'MCP_TOKEN' } },
      ] satisfies Line[],
      words: 'The same server as deployed, with a token from the environment.',
      off: true,
    },
  ];
}

function serverOf({ command, env }: FoundProject): Line[] {
  return [
    { key: 'role', value: 'server' },
    {
      key: 'url',
      value: 'http://127.0.0.1:{port}/mcp',
      words: 'The MCP endpoint; the lab chooses the port. Is the path right?',
    },
    {
      key: 'command',
      value: command ?? 'node server.js',
      words:
        command === undefined
          ? 'How the server is started: nothing was found that tells.'
          : 'How the server is started.',
    },
    {
      key: 'env',
      value: Object.entries({ PORT: '{port}', ...env }).map(([key, value]): Line => ({ key, value })),
      words: 'What it is told: addresses and credentials of the mock authorization server.',
    },
    {
      key: 'profile',
      value: 'scalekit',
      words: 'What the mock poses as: scalekit, scalekit-2025 or oauth21.',
      off: true,
    },
    {
      key: 'call',
      value: [{ tool: 'search', arguments: { query: 'x' } }],
      words: 'Harmless calls, where tools do not call themselves read-only.',
      off: true,
    },
    ...gateOf(),
  ];
}

function clientOf({ command }: FoundProject): Line[] {
  return [
    { key: 'role', value: 'client' },
    {
      key: 'command',
      value: command ?? 'node client.js',
      words: 'How the client is started; the URL of a server of ours is appended.',
    },
    { key: 'timeout', value: '30s', words: 'How long one launch may take.', off: true },
    ...gateOf(),
  ];
}

function gateOf(): Line[] {
  return [
    {
      key: 'failOn',
      value: 'should',
      words: 'The weakest duty whose violation fails: must, should or practice.',
      off: true,
    },
    {
      key: 'expectedFailures',
      value: './expected-failures.yaml',
      words: 'Violations that are known, each with its reason.',
      off: true,
    },
    {
      key: 'requirementSet',
      value: '2025-11-25@1',
      words: 'A frozen set of checks, so that an upgrade fails nothing.',
      off: true,
    },
  ];
}

function isLines(value: unknown): value is Line[] {
  return (
    Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'key' in one)
  );
}

function valueOf(lines: Line[]): unknown {
  return Object.fromEntries(
    lines
      .filter(({ off }) => off !== true)
      .map(({ key, value }) => [key, isLines(value) ? valueOf(value) : value]),
  );
}

function render(lines: readonly Line[], style: Style, indent: string): string {
  return lines
    .map(({ words, off, ...line }) => {
      const text = one(line, style, indent);
      const told = words === undefined ? '' : `${indent}${style.comment} ${words}\n`;
      if (off !== true) return `${told}${text}`;
      return told + text.replaceAll(new RegExp(`^${indent}(?=.)`, 'gm'), `${indent}${style.comment} `);
    })
    .join('');
}

function one({ key, value }: Line, style: Style, indent: string): string {
  const name = /^[A-Za-z_$][\w$]*$/.test(key) || style === YAML ? key : quoted(key, style);
  if (!isLines(value)) return `${indent}${name}: ${inline(value, style)}${style.comma}\n`;
  const inside = render(value, style, `${indent}  `);
  const close = style.close === '' ? '' : `${indent}${style.close}${style.comma}\n`;
  return `${indent}${name}:${style.open}\n${inside}${close}`;
}

function inline(value: unknown, style: Style): string {
  if (typeof value === 'string') return quoted(value, style);
  if (Array.isArray(value)) return `[${value.map((each) => inline(each, style)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, each]) => `${key}: ${inline(each, style)}`);
  return `{ ${members.join(', ')} }`;
}

/** As people write it: in YAML a word needs no quotes, unless it would be something else. */
function quoted(text: string, style: Style): string {
  if (style !== YAML) return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
  const isWord = /^[A-Za-z][\w-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return isWord ? text : `'${text.replaceAll("'", "''")}'`;
}
