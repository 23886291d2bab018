/** The JSON Schema of a config file, for editors; the words are those of the flags. Kept in `config.schema.json`. */
import { z } from 'zod';
import { configSchema } from './config-schema.ts';
import { flagOf } from './config-flags.ts';
import { COMMANDS } from './run-gather.ts';

interface ObjectSchema {
  properties: Record<string, { description?: string; const?: string }>;
}

/** What no flag says, or says for a command line only. */
const OWN: Record<string, string> = {
  role: 'What the target is.',
  url: 'URL of the MCP endpoint, or the issuer; {port} stands for a free port where a command starts it.',
  env: 'Environment variables for the command. A secret is written as { "env": "NAME" }.',
  requirementSet: 'The frozen set of checks that count, such as 2025-11-25@1.',
  profile: 'What the mock authorization server poses as.',
  output: 'Folder for reports and logs.',
  format: 'Further reports, in the output folder.',
  reporter: 'Further reports, each at a path of its own.',
  call: 'Harmless tool calls, with their arguments and the scopes that they need.',
  targets: 'The targets by name, in the order of running.',
  $schema: 'The JSON Schema of this file.',
};

/** Draft 7, which every editor knows. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' });
  const whole = schema as unknown as ObjectSchema & {
    properties: { targets: { additionalProperties: { oneOf?: ObjectSchema[]; anyOf?: ObjectSchema[] } } };
  };
  const { oneOf, anyOf } = whole.properties.targets.additionalProperties;
  for (const target of oneOf ?? anyOf ?? []) {
    const role = target.properties['role']?.const as keyof typeof COMMANDS;
    const { options } = COMMANDS[role](async () => undefined);
    const words = new Map(options.map(({ long, description }) => [long, description]));
    describe(target, (key) => sentence(words.get(flagOf(key))));
  }
  describe(whole, () => undefined);
  return {
    $schema,
    $id: 'urn:mcp-auth-conformance:config:1',
    title: 'Config file of mcp-auth-conformance',
    ...schema,
  };
}

function describe({ properties }: ObjectSchema, wordsOf: (key: string) => string | undefined): void {
  for (const [key, property] of Object.entries(properties)) {
    const words = OWN[key] ?? wordsOf(key);
    if (words !== undefined) property.description = words;
  }
}

function sentence(words: string | undefined): string | undefined {
  if (words === undefined) return undefined;
  const text = words.replace(/; repeatable$/, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
