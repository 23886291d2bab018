/** Findings for the merge request widget of GitLab (https://docs.gitlab.com/ci/testing/code_quality). */
import type { CheckResult, Report } from '../harness/contract.ts';
import { findingsOf, fingerprintOf, messageOf, ofPart } from './findings.ts';
import type { RenderOptions } from './render-options.ts';
import { jsonText } from './json-text.ts';

/** GitLab shows a finding only at a file; without `--source` this one stands for the target. */
const NOWHERE = { path: 'mcp-auth-conformance', line: 1 };

/** Renders `report.code-quality.json`; what is excused is left out, as it should not bother a reviewer. */
export function renderCodeQuality(report: Report, { locate }: RenderOptions = {}): string {
  const issues = findingsOf(report)
    .filter(({ excuse }) => excuse === undefined)
    .map((check) => {
      const { path, line } = locate?.(check) ?? NOWHERE;
      return {
        description: `${ofPart(report, check)}${check.title}. ${messageOf(check)}`,
        check_name: check.id,
        fingerprint: fingerprintOf(report, check),
        severity: severityOf(check),
        location: { path, lines: { begin: line } },
      };
    });
  return jsonText(issues);
}

function severityOf({ outcome, level }: CheckResult): 'critical' | 'major' | 'minor' | 'info' {
  if (outcome === 'fail') return 'critical';
  return level === 'MUST' || level === 'SHOULD' ? 'major' : level === 'MAY' ? 'info' : 'minor';
}
