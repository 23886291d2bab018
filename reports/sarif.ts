/** Findings as SARIF 2.1.0, for code scanning and editors. */
import type { CheckResult, Report } from '../harness/contract.ts';
import { fingerprintOf, messageOf, ofPart } from './findings.ts';
import { idWithTarget, targetNameOf, targetsOf } from './part-names.ts';
import type { RenderOptions } from './render-options.ts';
import { partOf, topicOf } from './summary.ts';
import { plain } from './text.ts';
import { jsonText } from './json-text.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';
const HOME = 'https://modelcontextprotocol.io/specification';

/** Renders `report.sarif`: a rule for each check, a result for each violation. */
export function renderSarif(report: Report, options: RenderOptions = {}): string {
  const ids = [...new Set(report.checks.map(({ id }) => id))];
  const byId = new Map([...report.checks].reverse().map((check) => [check.id, check]));
  const rules = ids.flatMap((id) => byId.get(id) ?? []).map(rule);
  const violations = report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn');
  const run = {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        informationUri: HOME,
        rules,
      },
    },
    automationDetails: { id: `${report.tool.name}/${report.target.role}/${report.specVersion}/` },
    invocations: [invocation(report)],
    columnKind: 'utf16CodeUnits',
    results: violations.map((check) => result(report, check, ids.indexOf(check.id), options)),
    properties: {
      target: targetsOf(report),
      situation: report.target.situation,
      specVersion: report.specVersion,
      verdict: report.verdict,
    },
  };
  return jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}

function rule(check: CheckResult) {
  const { id, title, requirement, level, remedy, sources } = check;
  const clauses = sources.map(({ doc, section, url }) => ({ name: `${doc}, ${section}`, url }));
  const mend = remedy === undefined ? [] : [remedy];
  const [first] = clauses;
  return {
    id,
    name: id
      .split(/[/-]/)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `${title}. Level: ${level}. Requirement: ${requirement}.` },
    help: {
      text: [...mend, ...clauses.map(({ name, url }) => `${name}: ${url}`), id].join('\n'),
      markdown: [...mend, ...clauses.map(({ name, url }) => `- [${name}](${url})`), `\`${id}\``].join('\n\n'),
    },
    ...(first !== undefined && URL.canParse(first.url) ? { helpUri: first.url } : {}),
    defaultConfiguration: { level: levelOf(check) },
    properties: { tags: ['authorization', topicOf(check), level], requirement },
  };
}

function result(report: Report, check: CheckResult, ruleIndex: number, { locate }: RenderOptions) {
  const { excuse, evidence, remedy } = check;
  const uncounted = excuse?.by === 'requirement-set';
  const text = [
    `${ofPart(report, check)}${check.title}.`,
    messageOf(check),
    ...(remedy === undefined ? [] : [remedy]),
  ];
  return {
    ruleId: check.id,
    ruleIndex,
    // §3.27.9, §3.27.10: what is only told has no level.
    kind: uncounted ? 'informational' : 'fail',
    level: uncounted ? 'none' : levelOf(check),
    message: { text: text.map(plain).join('\n') },
    locations: [location(report, check, locate?.(check))],
    partialFingerprints: { 'checkAndTarget/v1': fingerprintOf(report, check) },
    ...(report.gate?.baseline === undefined
      ? {}
      : { baselineState: excuse?.by === 'baseline' ? 'unchanged' : 'new' }),
    ...(excuse === undefined || uncounted
      ? {}
      : {
          suppressions: [
            { kind: 'external', status: 'accepted', justification: `${excuse.by}: ${excuse.reason}` },
          ],
        }),
    properties: { requirement: check.requirement, keyword: check.level, evidence },
  };
}

function location(report: Report, check: CheckResult, place: { path: string; line: number } | undefined) {
  const { role, url, name } = partOf(report, check).target;
  return {
    ...(place === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(place.path), uriBaseId: '%SRCROOT%' },
            region: { startLine: place.line },
          },
        }),
    logicalLocations: [
      {
        ...(name === undefined ? {} : { name: targetNameOf(report, check) }),
        fullyQualifiedName: url,
        kind: role,
      },
    ],
  };
}

/** What the run itself has to say: what stopped it, and what it could not judge. */
function invocation(report: Report) {
  const started = Date.parse(report.startedAt);
  const open = report.checks.filter(({ outcome }) => outcome === 'error' || outcome === 'inconclusive');
  const bugs = open.some(({ outcome }) => outcome === 'error');
  return {
    executionSuccessful: (report.trouble ?? []).length === 0 && !bugs,
    ...(Number.isNaN(started)
      ? {}
      : {
          startTimeUtc: new Date(started).toISOString(),
          endTimeUtc: new Date(started + report.durationMs).toISOString(),
        }),
    toolExecutionNotifications: [
      ...(report.trouble ?? []).map((text) => ({ level: 'error', message: { text: plain(text) } })),
      ...open.map((check) => ({
        level: check.outcome === 'error' ? 'error' : 'warning',
        message: {
          text: plain(
            `${idWithTarget(report, check)}: ${check.outcome}: ${check.reason ?? 'no reason given'}`,
          ),
        },
        associatedRule: { id: check.id },
      })),
    ],
  };
}

function levelOf({ outcome, level }: CheckResult): 'error' | 'warning' | 'note' {
  if (level === 'MUST') return outcome === 'warn' ? 'warning' : 'error';
  return level === 'SHOULD' ? 'warning' : 'note';
}
