/**
 * The schema of `report.json`, public and versioned by `schemaVersion`. It says the same as the types of
 * the contract (a test holds them together) and is the source of `report.schema.json`.
 *
 * Objects are open: a later version of the tool may add members without a new `schemaVersion`.
 */
import { z } from 'zod';

const level = z
  .enum(['MUST', 'SHOULD', 'MAY', 'practice'])
  .describe('Force of the requirement in the tested revision. practice: beyond the specifications.');

const source = z
  .object({ doc: z.string(), section: z.string(), url: z.string() })
  .describe('A clause that states the requirement.');

const headerLine = z.tuple([z.string(), z.string()]).meta({
  description: 'One header line as on the wire: name and value. A repeated field stays repeated.',
  minItems: 2,
  maxItems: 2,
});

const request = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.array(headerLine),
  body: z.string().exactOptional(),
});

const response = z.object({
  status: z.int().min(0).max(999),
  headers: z.array(headerLine),
  body: z.string().describe('The body as text, at most the bound of the recorder; secrets replaced.'),
  truncated: z
    .literal(true)
    .exactOptional()
    .describe('The body went on beyond the bound, or the stream was left open.'),
  tls: z
    .object({ protocol: z.string(), cipher: z.string(), validTo: z.string().exactOptional() })
    .exactOptional()
    .describe('What the TLS handshake told.'),
});

const failure = z
  .object({
    kind: z.enum(['refused', 'dns', 'tls', 'reset', 'timeout', 'protocol', 'blocked', 'aborted', 'other']),
    message: z.string(),
  })
  .describe('Why there is no response.');

const exchange = z
  .object({
    id: z.string().describe('x1, x2, … in the order of sending.'),
    by: z.string().describe('The check that asked for it, or gather/<name>.'),
    via: z.enum(['harness', 'mock-as', 'server']).describe('Who saw it.'),
    request,
    response: response.exactOptional(),
    failure: failure.exactOptional(),
    timing: z.object({ startedMs: z.number(), durationMs: z.number() }),
  })
  .describe('One request and what came of it. Secrets are replaced: equal values by equal pseudonyms.');

const outcome = z
  .enum(['pass', 'fail', 'warn', 'not-applicable', 'untested', 'inconclusive', 'error'])
  .describe(
    'fail: a MUST is violated. warn: a SHOULD, a MAY or a practice is. untested: the situation lacks what the ' +
      'check needs. inconclusive: no judgement was possible. error: a bug of the tool.',
  );

const checkResult = z.object({
  id: z.string().describe('role/topic/name'),
  requirement: z.string().describe('Id of the requirement in the catalogue.'),
  title: z.string().describe('What is true when the check passes.'),
  level,
  outcome,
  expected: z.string().exactOptional(),
  actual: z.string().exactOptional(),
  reason: z
    .string()
    .exactOptional()
    .describe('Always there when the outcome is not-applicable, untested, inconclusive or error.'),
  remedy: z.string().exactOptional().describe('What the author of the target can do about it.'),
  sources: z.array(source),
  evidence: z.array(z.string()).describe('Ids of exchanges.'),
  exhibits: z
    .record(z.string(), z.json())
    .exactOptional()
    .describe('The evidence by name, exchanges by id: what it takes to judge again.'),
  durationMs: z.number(),
  excuse: z
    .object({
      by: z.enum(['requirement-set', 'expected-failures', 'baseline']),
      reason: z.string(),
    })
    .exactOptional()
    .describe('Why the outcome does not count at the gate, though the check ran like any other.'),
  part: z.int().min(0).exactOptional().describe('Index into parts, in a merged report of several targets.'),
});

const count = z.int().min(0);
const ids = z.array(z.string());

const summary = z
  .object({
    pass: count,
    fail: count,
    warn: count,
    notApplicable: count,
    untested: count,
    inconclusive: count,
    error: count,
    notCounted: count
      .exactOptional()
      .describe('Checks newer than the requirement set; the others leave them out.'),
  })
  .describe('Number of checks by outcome.');

const target = z.object({
  role: z.enum(['server', 'authorization-server', 'client']),
  url: z.string(),
  situation: z.enum(['field', 'lab']).describe('field: as deployed. lab: wired to the mock.'),
  profile: z.string().exactOptional().describe('What the mock authorization server posed as.'),
  name: z.string().exactOptional().describe('As the config file calls it.'),
});

const specVersion = z
  .enum(['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'])
  .describe('The revision of the Model Context Protocol that levels are taken from.');

const verdict = z
  .enum(['conformant', 'nonconformant', 'incomplete'])
  .describe('incomplete: the target was not reached, or a check of a MUST was inconclusive.');

const gate = z
  .object({
    failOn: z.enum(['must', 'should', 'practice']),
    causes: z.array(
      z.object({
        kind: z.enum(['violations', 'expectations', 'error', 'open', 'coverage']),
        exitCode: z.int(),
        text: z.string(),
        checks: ids,
        part: z
          .int()
          .min(0)
          .exactOptional()
          .describe('Index into parts, in a merged report of several targets; all without.'),
      }),
    ),
    exitCode: z.int(),
    coverage: z.object({ judged: count, applicable: count, minimumPercent: z.number().exactOptional() }),
    expectedFailures: count.exactOptional(),
    baseline: z.object({ fixed: ids, new: ids, unchanged: ids }).exactOptional(),
  })
  .describe('Whether a pipeline may go on, by the rules that it was given.');

export const reportSchema = z
  .object({
    schemaVersion: z.literal('1'),
    tool: z.object({ name: z.literal('mcp-auth-conformance'), version: z.string() }),
    target,
    specVersion,
    startedAt: z.string().describe('ISO 8601'),
    durationMs: z.number(),
    verdict,
    summary,
    trouble: z
      .array(z.string())
      .exactOptional()
      .describe('What stopped the run before its end, or kept it from starting.'),
    notes: z
      .array(z.string())
      .exactOptional()
      .describe('What a reader must know to read the verdict right: a guessed revision, for instance.'),
    requirementSet: z
      .string()
      .exactOptional()
      .describe('The frozen set of checks that count, such as 2025-11-25@1; all count without one.'),
    gate: gate.exactOptional(),
    parts: z
      .array(z.object({ target, specVersion, verdict }))
      .exactOptional()
      .describe('The targets of a merged report; target then names them all.'),
    checks: z.array(checkResult),
    exchanges: z.array(exchange),
  })
  .describe('A report of mcp-auth-conformance.');

/** The JSON Schema of `report.json` (draft 2020-12), as kept in `report.schema.json`. */
export function reportJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'input' });
  return {
    $schema,
    $id: 'urn:mcp-auth-conformance:report:1',
    title: 'Report of mcp-auth-conformance',
    ...schema,
  };
}
