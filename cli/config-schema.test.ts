import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { format } from 'prettier';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { flagOf } from './config-flags.ts';
import { configJsonSchema } from './config-json-schema.ts';
import { targetShapes, type configSchema } from './config-schema.ts';
import { defineConfig, type Config } from './config.ts';
import { COMMANDS } from './run-gather.ts';

const kept = new URL('config.schema.json', import.meta.url);

/** Flags that no target has: aliases, and what only makes sense where somebody looks on. */
const NOT_IN_A_FILE = ['--suite', '--scenario', '--json', '--quiet', '--interactive'];

function schemaOf(shape: object, flag: string | undefined): z.ZodType | undefined {
  const schemas = Object.entries(shape as Record<string, z.ZodType>);
  return schemas.find(([key]) => flagOf(key) === flag)?.[1];
}

describe('configSchema', () => {
  it('says what the types say', () => {
    expectTypeOf<z.input<typeof configSchema>>().toEqualTypeOf<Config>();
    expectTypeOf<z.output<typeof configSchema>>().toEqualTypeOf<Config>();
  });

  it.each(Object.entries(targetShapes))(
    'has the flags of the command %s, with their choices',
    (role, shape) => {
      const { options } = COMMANDS[role as keyof typeof COMMANDS](async () => undefined);
      const keys = Object.keys(shape).filter((key) => !['role', 'requirementSet'].includes(key));
      const flags = options.flatMap(({ long }) => long ?? []).filter((flag) => !NOT_IN_A_FILE.includes(flag));
      // For a client --profile names a requirement set only.
      const known = keys.includes('profile') ? flags : flags.filter((flag) => flag !== '--profile');
      expect(keys.map(flagOf).sort()).toEqual(known.sort());
      for (const { long, argChoices } of options) {
        if (argChoices === undefined) continue;
        const schema = schemaOf(shape, long);
        for (const value of argChoices)
          expect([long, schema?.safeParse(value).success]).toEqual([long, true]);
        expect(schema?.safeParse('something else').success).toBe(false);
      }
    },
  );
});

describe('config.schema.json', () => {
  it('is what the zod schema says; update it by `npx vitest run cli/config-schema -u`', async () => {
    const text = await format(JSON.stringify(configJsonSchema()), { parser: 'json', printWidth: 110 });
    await expect(text).toMatchFileSnapshot(kept.pathname);
  });

  it('tells an editor of every option, and takes a whole config but no literal secret', async () => {
    const schema = JSON.parse(await readFile(kept, 'utf8')) as object;
    const text = JSON.stringify(schema);
    expect(text.match(/"description":/g)?.length).toBeGreaterThan(60);
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    const config = defineConfig({
      $schema: './node_modules/mcp-auth-conformance/dist/cli/config.schema.json',
      format: ['html', 'junit'],
      targets: {
        web: { role: 'server', url: 'https://example.com/mcp', token: { env: 'TOKEN' }, failOn: 'should' },
        auth: { role: 'authorization-server', url: { env: 'ISSUER' }, resource: ['https://example.com/mcp'] },
        agent: { role: 'client', command: 'node client.js', env: { DEBUG: 1 }, timeout: '30s' },
      },
    });
    validate(config);
    expect(validate.errors).toBeNull();
    expect(validate({ targets: { web: { role: 'server', url: 'https://h/', token: 'x' } } })).toBe(false);
    expect(validate({ targets: { web: { role: 'client', command: 'x', tls: true } } })).toBe(false);
  });
});
