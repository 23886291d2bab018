/** The flags that tell what a pipeline may go on with, and the policy that they make. Files are read before anything runs. */
import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { FailOn, Report, Revision } from '../harness/contract.ts';
import type { GatePolicy } from '../harness/gate/gate.ts';
import { listChecks, SUITES } from './checks.ts';
import { codeOf, messageOf, usageFailure } from './failure.ts';
import { FAIL_ON, oneOf, repeatable } from './parse.ts';
import { readReportFile } from './report-file.ts';

export interface GateFlags {
  failOn: FailOn;
  expectedFailures?: string;
  baseline?: string;
  minCoverage?: number;
  /** What `--profile` named, where it is a requirement set. */
  requirementSet?: string;
}

const PROFILES = new URL('profiles/', SUITES);
const SET = /^\d{4}-\d{2}-\d{2}(@.*)?$/;

/** `--fail-on` is not among them: its default differs. */
export function addGateFlags(command: Command): Command {
  command
    .option('--expected-failures <file>', 'YAML list of violations that are known, each with its reason')
    .option('--baseline <report.json>', 'fail only on violations that this older report does not have')
    .addOption(
      new Option('--min-coverage <percent>', 'how many of the checks must come to a judgement').argParser(
        percent,
      ),
    );
  return addProfileFlag(command);
}

export function failOnFlag(): Option {
  return new Option('--fail-on <level>', 'weakest duty whose violation ends in exit code 1').choices(FAIL_ON);
}

/**
 * `--profile` names a requirement set, `2025-11-25@1`; where a mock plays, also what it poses as. The set also tells the
 * revision to test.
 */
function addProfileFlag(command: Command): Command {
  const given = command.options.find(({ long }) => long === '--profile');
  const set = 'the frozen set of checks that count, such as 2025-11-25@1';
  if (given === undefined) command.addOption(new Option('--profile <set>', set).argParser(repeatable));
  else {
    given.argParser(repeatable);
    given.description = `${given.description}; or ${set}; repeatable`;
  }
  return command.hook('preAction', (_, acting) => {
    if (acting !== command) return;
    const all = command.getOptionValue('profile') as string[] | undefined;
    const [requirementSet, ...more] = (all ?? []).filter((name) => SET.test(name));
    const [poses, ...others] = (all ?? []).filter((name) => !SET.test(name));
    if (more.length > 0)
      throw usageFailure('There are two requirement sets. Give --profile once for each kind.');
    if (others.length > 0 || (poses !== undefined && given === undefined)) {
      throw usageFailure(
        `There is no requirement set "${others[0] ?? poses ?? ''}". Write it like --profile 2025-11-25@1.`,
      );
    }
    command.setOptionValue('profile', poses);
    command.setOptionValue('requirementSet', requirementSet);
    if (requirementSet !== undefined) takeRevision(command, requirementSet);
  });
}

function takeRevision(command: Command, requirementSet: string): void {
  const revision = requirementSet.slice(0, 10) as Revision;
  const asked = command.getOptionValue('specVersion') as Revision | 'auto' | undefined;
  if (asked === undefined) return;
  if (asked !== 'auto' && asked !== revision) {
    throw usageFailure(
      `--profile ${requirementSet} is a set of ${revision}, but --spec-version is ${asked}.`,
    );
  }
  command.setOptionValue('specVersion', revision);
}

function percent(text: string): number {
  const value = Number(/^(\d{1,3}(?:\.\d+)?)%?$/.exec(text)?.[1]);
  if (!(value <= 100)) throw new InvalidArgumentError('Write a number from 0 to 100.');
  return value;
}

/** @throws Failure (usage) for a file that cannot be read, or a set that does not exist. */
export async function policyOf(flags: GateFlags & { [flag: string]: unknown }): Promise<GatePolicy> {
  const { failOn, expectedFailures, baseline, minCoverage, requirementSet } = flags;
  // Where only some checks run, an entry may be about another one.
  const narrowed = ['topic', 'suite', 'check', 'scenario'].some((flag) => flags[flag] !== undefined);
  return {
    failOn,
    minCoverage,
    ...(requirementSet === undefined ? {} : { requirementSet: await setOf(requirementSet) }),
    ...(expectedFailures === undefined
      ? {}
      : { expectations: await expectationsOf(expectedFailures, narrowed) }),
    ...(baseline === undefined ? {} : { baseline: await readReportFile(baseline) }),
  };
}

async function setOf(name: string) {
  const { listRequirementSets, loadRequirementSet } = await import('../harness/gate/requirement-set.ts');
  const found = await loadRequirementSet(PROFILES, name);
  if (found !== undefined) return found;
  oneOf('requirement set', name, await listRequirementSets(PROFILES));
  throw new Error(`The requirement set ${name} is listed but not there.`);
}

async function expectationsOf(file: string, narrowed: boolean) {
  const { expectationsIn, UnreadableExpectations } = await import('../harness/gate/expected-failures.ts');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw usageFailure(`The expected failures cannot be read from ${file}: ${why}.`);
  }
  try {
    return expectationsIn(text, file, narrowed ? await knownIds() : undefined);
  } catch (error) {
    if (error instanceof UnreadableExpectations) throw usageFailure(error.message);
    throw error;
  }
}

async function knownIds(): Promise<ReadonlySet<string>> {
  return new Set((await listChecks()).flatMap(({ id, requirement }) => [id, requirement]));
}

/** The report with what the gate says. @throws Failure (usage) when the policy is for another kind of report. */
export async function gated(report: Report, policy: GatePolicy): Promise<Report> {
  const { gate } = await import('../harness/gate/gate.ts');
  return gate(report, policy);
}
