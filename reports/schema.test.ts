import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { format } from 'prettier';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { Report } from '../harness/contract.ts';
import { renderJson } from './json.ts';
import { checkWith, reportWith, sampleReport } from './sample.test-helper.ts';
import { reportJsonSchema, reportSchema } from './schema.ts';

const kept = new URL('report.schema.json', import.meta.url);

describe('reportSchema', () => {
  it('says what the contract says, in both directions', () => {
    expectTypeOf<z.output<typeof reportSchema>>().toEqualTypeOf<Report>();
    expectTypeOf<z.input<typeof reportSchema>>().toEqualTypeOf<Report>();
  });

  it('gives a report back as it was', () => {
    expect(reportSchema.parse(JSON.parse(renderJson(sampleReport())))).toEqual(sampleReport());
  });

  it('keeps the place of what is wrong', () => {
    const broken = reportWith([{ ...checkWith('server/a/b', 'pass'), outcome: 'passed' as 'pass' }], []);
    expect(reportSchema.safeParse(broken).error?.issues[0]?.path).toEqual(['checks', 0, 'outcome']);
  });
});

describe('report.schema.json', () => {
  it('is what the zod schema says; update it by `npx vitest run reports -u`', async () => {
    const text = await format(JSON.stringify(reportJsonSchema()), { parser: 'json', printWidth: 110 });
    await expect(text).toMatchFileSnapshot(kept.pathname);
  });

  const validator = async () => {
    const schema = JSON.parse(await readFile(kept, 'utf8')) as Record<string, unknown>;
    return new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  };

  it('accepts the sample report', async () => {
    const validate = await validator();
    validate(JSON.parse(renderJson(sampleReport())));
    expect(validate.errors).toBeNull();
  });

  it('accepts a member that a later version may add', async () => {
    expect((await validator())({ ...sampleReport(), later: true })).toBe(true);
  });

  it.each([
    ['another schema version', { schemaVersion: '2' }],
    ['no checks', { checks: undefined }],
    ['an outcome that does not exist', { checks: [{ ...checkWith('a/b/c', 'pass'), outcome: 'ok' }] }],
    [
      'a header line of three',
      {
        exchanges: [
          { ...sampleReport().exchanges[0], request: { method: 'GET', url: '', headers: [['a', 'b', 'c']] } },
        ],
      },
    ],
    ['a count that is no number', { summary: { ...sampleReport().summary, pass: '4' } }],
  ])('refuses %s', async (_, changes) => {
    const report: unknown = JSON.parse(JSON.stringify({ ...sampleReport(), ...changes }));
    expect((await validator())(report)).toBe(false);
  });
});
