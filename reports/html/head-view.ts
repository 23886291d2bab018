/** What the templates show above all checks: the target, the verdict, the gate. */
import type { Report } from '../../harness/contract.ts';
import { factOf, partNames, targetsOf } from '../part-names.ts';
import { duration, plural, roleName } from '../summary.ts';
import { verdictSentence } from '../verdict-sentence.ts';
import { FACT_LIMIT, sentence } from './check-view.ts';
import { cut } from './pack.ts';
import { visible, type Part } from './visible.ts';

const SIGNS = { conformant: '✓', nonconformant: '✗', incomplete: '?' };

export interface HeadView {
  title: string;
  verdict: Report['verdict'];
  sign: string;
  sentence: string;
  facts: { name: string; value: string }[];
  /** The targets of a merged report. */
  parts: { sign: string; verdict: Report['verdict']; text: string }[];
  gate: { holds: boolean; causes: string[]; coverage: string } | undefined;
  notes: { kind: 'note' | 'trouble'; text: Part[] }[];
  total: string;
  tool: string;
}

export function headOf(report: Report): HeadView {
  const { target, tool } = report;
  const started = report.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
  const situation = factOf(report, ({ target: { situation: where, profile } }) =>
    where === 'field'
      ? 'field: as deployed'
      : `lab: wired to the mock authorization server${profile === undefined ? '' : ` (${profile})`}`,
  );
  return {
    title: visible(
      report.parts === undefined
        ? `${roleName(target.role)} ${cut(targetsOf(report), 200)}`
        : cut(targetsOf(report), 200),
    ),
    verdict: report.verdict,
    sign: SIGNS[report.verdict],
    sentence: visible(cut(verdictSentence(report), FACT_LIMIT)),
    facts: [
      {
        name: report.parts === undefined ? 'Target' : 'Targets',
        value: visible(cut(targetsOf(report), FACT_LIMIT)),
      },
      { name: 'Role', value: factOf(report, (part) => roleName(part.target.role)) },
      { name: 'Revision', value: factOf(report, ({ specVersion }) => `MCP ${specVersion}`) },
      { name: 'Situation', value: visible(situation) },
      {
        name: 'Run',
        value: `${visible(started)}, ${duration(report.durationMs)}, ${plural(report.exchanges.length, 'exchange')}`,
      },
      ...(report.requirementSet === undefined
        ? []
        : [{ name: 'Requirement set', value: visible(report.requirementSet) }]),
    ],
    parts: partsOf(report),
    gate: gateOf(report),
    notes: [
      ...(report.trouble ?? []).map((text) => ({ kind: 'trouble' as const, text: sentence(text) })),
      ...(report.notes ?? []).map((text) => ({ kind: 'note' as const, text: sentence(text) })),
    ],
    total: plural(report.checks.length, 'check'),
    tool: visible(`${tool.name} ${tool.version}`),
  };
}

function partsOf({ parts = [] }: Report): HeadView['parts'] {
  const names = partNames(parts);
  return parts.map(({ target, specVersion, verdict }, index) => {
    const name = names[index] ?? target.url;
    const url = name.includes(target.url) ? '' : ` at ${cut(target.url, 300)}`;
    const text = `${cut(name, 300)}${url}: ${roleName(target.role)}, MCP ${specVersion}`;
    return { sign: SIGNS[verdict], verdict, text: visible(text) };
  });
}

function gateOf({ gate }: Report): HeadView['gate'] {
  if (gate === undefined) return undefined;
  const { judged, applicable, minimumPercent } = gate.coverage;
  const wanted = minimumPercent === undefined ? '' : `, ${minimumPercent} % wanted`;
  return {
    holds: gate.causes.length === 0,
    causes: gate.causes.map(
      ({ text, exitCode }) => `${visible(cut(text, FACT_LIMIT))} (exit code ${exitCode})`,
    ),
    coverage: `${judged} of ${applicable} checks that concern the target came to a judgement${wanted}.`,
  };
}
