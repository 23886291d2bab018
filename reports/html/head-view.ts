/** What the templates show above all checks: the target, the verdict, the gate. */
import type { Report } from '../../harness/contract.ts';
import { duration, plural, roleName, verdictSentence } from '../summary.ts';
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
  const situation =
    target.situation === 'field'
      ? 'field: as deployed'
      : `lab: wired to the mock authorization server${target.profile === undefined ? '' : ` (${target.profile})`}`;
  return {
    title: visible(`${roleName(target.role)} ${cut(target.url, 200)}`),
    verdict: report.verdict,
    sign: SIGNS[report.verdict],
    sentence: visible(cut(verdictSentence(report), FACT_LIMIT)),
    facts: [
      { name: 'Target', value: visible(cut(target.url, FACT_LIMIT)) },
      { name: 'Role', value: roleName(target.role) },
      { name: 'Revision', value: `MCP ${report.specVersion}` },
      { name: 'Situation', value: visible(situation) },
      {
        name: 'Run',
        value: `${visible(started)}, ${duration(report.durationMs)}, ${plural(report.exchanges.length, 'exchange')}`,
      },
      ...(report.requirementSet === undefined
        ? []
        : [{ name: 'Requirement set', value: visible(report.requirementSet) }]),
    ],
    parts: (report.parts ?? []).map((part) => ({
      sign: SIGNS[part.verdict],
      verdict: part.verdict,
      text: visible(`${roleName(part.target.role)} ${cut(part.target.url, 300)}, MCP ${part.specVersion}`),
    })),
    gate: gateOf(report),
    notes: [
      ...(report.trouble ?? []).map((text) => ({ kind: 'trouble' as const, text: sentence(text) })),
      ...(report.notes ?? []).map((text) => ({ kind: 'note' as const, text: sentence(text) })),
    ],
    total: plural(report.checks.length, 'check'),
    tool: visible(`${tool.name} ${tool.version}`),
  };
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
