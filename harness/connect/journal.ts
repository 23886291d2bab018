import { clean } from '../clean.ts';
import type { Exchange, Requirement, Revision } from '../contract.ts';
import type { Redactor } from '../http/redact.ts';
import type { Clause, Ending, Layer, Remark, Step } from './types.ts';

/** Ends a connection attempt: not a bug, but a finding. The step that it belongs to holds the problem. */
export class Halt extends Error {
  readonly ending: Exclude<Ending, 'connected'>;
  readonly step: Step;
  readonly remark: Remark;

  constructor(ending: Halt['ending'], step: Step, remark: Remark) {
    super(remark.text);
    this.name = 'Halt';
    this.ending = ending;
    this.step = step;
    this.remark = remark;
  }
}

/** What a remark is made of. */
export type Finding = Omit<Remark, 'kind'>;

/** Writes down one step while it happens. */
export interface StepWriter {
  readonly step: Step;
  /** Puts exchanges beside the step. */
  show(...exchanges: readonly Exchange[]): void;
  note(text: string): void;
  warn(finding: Finding): void;
  /** Ends the step well. */
  done(): void;
  /** Ends step and attempt: the other side breaks a rule. */
  violation(finding: Finding): Halt;
  /** Ends step and attempt: it cannot go on, and nobody is shown to be at fault. */
  incomplete(finding: Finding): Halt;
}

export interface Journal {
  readonly steps: readonly Step[];
  /** @param requirement What the specifications say about the step; the first that the revision knows. */
  begin(layer: Layer, title: string, ...requirements: string[]): StepWriter;
}

export interface JournalOptions {
  rules: Revision;
  redactor: Redactor;
  requirement?: ((id: string) => Requirement | undefined) | undefined;
  onStep?: ((step: Step, phase: 'begun' | 'ended', exchanges: readonly Exchange[]) => void) | undefined;
}

const MOST_SHOWN = 600;

/** Keeps the steps of an attempt, without secrets and without what could steer a terminal. */
export function createJournal({ rules, redactor, requirement, onStep }: JournalOptions): Journal {
  const steps: Step[] = [];
  const find = requirement ?? (() => undefined);
  const cleaned = (text: string) =>
    redactor.text(text).split('\n').map(clean).join('\n').slice(0, MOST_SHOWN);
  const remarkOf = (kind: Remark['kind'], { text, requirement: id, cause, fix }: Finding): Remark => {
    const remedy = fix ?? (id === undefined ? undefined : find(id)?.remedy);
    return {
      kind,
      text: cleaned(text),
      ...(id === undefined ? {} : { requirement: id }),
      ...(cause === undefined ? {} : { cause: cleaned(cause) }),
      ...(remedy === undefined ? {} : { fix: cleaned(remedy) }),
    };
  };

  const writer = (step: Step): StepWriter => {
    const shown: Exchange[] = [];
    const end = (outcome: Step['outcome']) => {
      step.outcome = outcome;
      onStep?.(step, 'ended', shown);
    };
    const halt = (ending: Halt['ending'], finding: Finding): Halt => {
      const remark = remarkOf('problem', finding);
      step.remarks.push(remark);
      const violated = finding.requirement === undefined ? undefined : find(finding.requirement);
      const clause = violated === undefined ? undefined : clauseOf(violated, rules);
      if (clause !== undefined) step.clause = clause;
      end('failed');
      return new Halt(ending, step, remark);
    };
    return {
      step,
      show(...exchanges) {
        shown.push(...exchanges);
        step.exchanges.push(...exchanges.map(({ id }) => id));
      },
      note: (text) => step.remarks.push(remarkOf('note', { text })),
      warn: (finding) => step.remarks.push(remarkOf('warning', finding)),
      done: () => end(step.remarks.some(({ kind }) => kind === 'warning') ? 'warning' : 'ok'),
      violation: (finding) => halt('violation', finding),
      incomplete: (finding) => halt('incomplete', finding),
    };
  };

  return {
    steps,
    begin(layer, title, ...requirements) {
      const known = requirements.map(find).filter((one) => one !== undefined);
      const found = known.find(({ levels }) => levels[rules] !== 'none') ?? known[0];
      const clause = found === undefined ? undefined : clauseOf(found, rules);
      const step: Step = {
        number: steps.length + 1,
        layer,
        title,
        outcome: 'ok',
        exchanges: [],
        remarks: [],
        ...(clause === undefined ? {} : { clause }),
      };
      steps.push(step);
      onStep?.(step, 'begun', []);
      return writer(step);
    },
  };
}

/** The clause of the revision; another one when it is silent. */
function clauseOf({ id, statement, sources }: Requirement, rules: Revision): Clause | undefined {
  const source = sources.find(({ doc }) => doc.includes(rules)) ?? sources[0];
  return source === undefined ? undefined : { requirement: id, statement, source };
}
