/**
 * What every piece agrees on. Types only: nothing here runs.
 *
 *   target ── probe ──▶ exchanges ── judge ──▶ verdicts ──▶ report
 */

/** A published revision of the Model Context Protocol. */
export type Revision = '2025-03-26' | '2025-06-18' | '2025-11-25' | '2026-07-28';

/** Who is tested. */
export type Role = 'server' | 'authorization-server' | 'client';

/** Field: the target as deployed. Lab: the target is wired to our mock authorization server. */
export type Situation = 'field' | 'lab';

/** MUST NOT and SHOULD NOT fold into their level (RFC 2119). `practice` is beyond the specifications. */
export type Level = 'MUST' | 'SHOULD' | 'MAY' | 'practice';

export interface Source {
  doc: string;
  section: string;
  url: string;
}

/** One duty of one role, as the catalogue states it. */
export interface Requirement {
  /** `role.topic.name`, stable for ever. */
  id: string;
  role: Role;
  topic: string;
  statement: string;
  levels: Record<Revision, Level | 'none'>;
  sources: Source[];
  /** How it can be tested: `black-box`, `with-token`, `controlled-as`, `client-run` or `not-testable`. */
  testable: string[];
  probe: string;
  mutant: string;
  appliesWhen?: string;
  caution?: string;
  /** Beyond the specifications: a violation warns, never fails. */
  practice?: true;
  /** Id of the MUST that a violation of this practice would also break. */
  parent?: string;
  /** Name of the optional extension that the duty belongs to. */
  extension?: string;
  extensionLevel?: string;
  /** Why no check judges it, in a sentence for the reader of `list --coverage`. */
  excluded?: string;
  /** What the author of the target can do about a violation. */
  remedy: string;
  /** A short sample of the right answer on the wire: HTTP messages or JSON, without secrets. */
  sample?: string;
}

/** One header line, name and value as sent. */
export type HeaderLine = [name: string, value: string];

/** Why there is no response, or only the beginning of one (`response` is then there and truncated). */
export interface Failure {
  kind: 'refused' | 'dns' | 'tls' | 'reset' | 'timeout' | 'protocol' | 'blocked' | 'aborted' | 'other';
  message: string;
}

export interface RecordedRequest {
  method: string;
  url: string;
  headers: HeaderLine[];
  body?: string;
}

/** What the TLS handshake told, where there was one. */
export interface TlsFacts {
  /** `TLSv1.3`, … */
  protocol: string;
  cipher: string;
  /** When the certificate expires, as the certificate says it. */
  validTo?: string;
}

export interface RecordedResponse {
  status: number;
  /** Header lines in the order and spelling of the wire; a repeated field stays repeated. */
  headers: HeaderLine[];
  /** The body as text, at most the recorder's bound; secrets replaced. */
  body: string;
  /** True when the body went on beyond the bound, or the stream was left open. */
  truncated?: true;
  tls?: TlsFacts;
}

/** One request and what came of it, secrets replaced by keyed pseudonyms at capture. */
export interface Exchange {
  /** `x1`, `x2`, … in the order of sending. */
  id: string;
  /** The check that asked for it, or `gather/<name>`. */
  by: string;
  via: 'harness' | 'mock-as' | 'server';
  request: RecordedRequest;
  response?: RecordedResponse;
  failure?: Failure;
  timing: { startedMs: number; durationMs: number };
}

/** An exchange that has a response. */
export type Answered = Exchange & { response: RecordedResponse };

/** Plain data, so that evidence can be stored in the report and judged again. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Named exchanges, and facts computed while secrets were still at hand (`sameToken: true`).
 * Everything a judge may look at.
 */
export type Evidence = Record<string, Exchange | Exchange[] | Json | undefined>;

type AnsweredValue<V> = V extends Exchange ? Answered : V extends Exchange[] ? Answered[] : V;

/** The engine hands evidence to a judge only when every exchange in it was answered. */
export type AnsweredEvidence<E> = { [K in keyof E]: AnsweredValue<E[K]> };

export type Judgement =
  | { kind: 'ok' }
  /** `tolerated`: the catalogue says that this variant only warns, though the requirement is a MUST. */
  | { kind: 'violation'; expected: string; actual: string; tolerated?: true }
  | { kind: 'not-applicable'; reason: string }
  | { kind: 'unclear'; reason: string };

/** What a check needs of the situation; what is lacking makes it `untested`, with the way to enable it. */
export type Capability =
  'token' | 'second-resource' | 'login' | 'registration' | 'mint' | 'outage' | 'restart' | 'upstream-view';

/** A positive control: without it a refusal proves nothing. Runs beside the probe, for the same operation. */
export interface Control<C> {
  /** What holds when the control holds, in the present tense: `a good token is accepted`. */
  title: string;
  probe: (context: C) => Promise<Exchange>;
  /** True when it holds, else what was seen instead. */
  holds: (exchange: Answered) => true | string;
}

interface CheckFacts<C, E extends Evidence> {
  /** The id of the one requirement that it judges. */
  requirement: string;
  /** What is true when it passes, in the present tense. */
  title: string;
  needs?: Capability[];
  control?: Control<C>;
  /** Disturbs the lab (outage, key rotation, restart): runs on an instance that no other check meets meanwhile. */
  exclusive?: true;
  /** Looks back on what the whole run has seen: begins when all others are done. */
  last?: true;
  /** Lets time pass, so it begins before the others, which fill the pause. */
  waits?: true;
  /** Changes the target's state; in the field it runs only with `--intrusive`. */
  intrusive?: true;
  probe: (context: C) => Promise<E>;
}

/** A check as its file says it: one file under `suites/`, whose path is its id. */
export type CheckDefinition<C, E extends Evidence> = CheckFacts<C, E> &
  (
    | {
        /** An exchange without an answer makes the check inconclusive. */
        observesFailures?: never;
        judge: (evidence: AnsweredEvidence<E>) => Judgement;
      }
    | {
        /** The judge looks at unanswered exchanges too. */
        observesFailures: true;
        judge: (evidence: E) => Judgement;
      }
  );

/** One check. Its id is `role/topic/name`, equal to its path under `suites/`. */
export type Check<C, E extends Evidence> = CheckDefinition<C, E> & { id: string };

export type Outcome = 'pass' | 'fail' | 'warn' | 'not-applicable' | 'untested' | 'inconclusive' | 'error';

export interface CheckResult {
  id: string;
  requirement: string;
  title: string;
  level: Level;
  outcome: Outcome;
  expected?: string;
  actual?: string;
  /** Always there when the outcome is not-applicable, untested, inconclusive or error. */
  reason?: string;
  remedy?: string;
  sources: Source[];
  /** Ids of exchanges. */
  evidence: string[];
  /** The evidence by name, exchanges by id: what a judge needs to judge again. */
  exhibits?: Record<string, Json>;
  durationMs: number;
  /** Why the outcome does not count at the gate, though the check ran like any other. */
  excuse?: Excuse;
  /** In a merged report of several targets: which of its `parts` this belongs to. */
  part?: number;
}

/** What makes a gate look past an outcome. */
export interface Excuse {
  /** `requirement-set`: newer than the frozen set, so not even the verdict counts it. */
  by: 'requirement-set' | 'expected-failures' | 'baseline';
  reason: string;
}

export type Verdict = 'conformant' | 'nonconformant' | 'incomplete';

export interface Summary {
  pass: number;
  fail: number;
  warn: number;
  notApplicable: number;
  untested: number;
  inconclusive: number;
  error: number;
  /** Checks newer than the requirement set; the other numbers leave them out. */
  notCounted?: number;
}

/** The weakest duty whose violation stops at the gate. */
export type FailOn = 'must' | 'should' | 'practice';

/** One reason why a gate does not hold. `expectations`: the file of expected failures is no longer true. */
export interface GateCause {
  kind: 'violations' | 'expectations' | 'error' | 'open' | 'coverage';
  exitCode: number;
  text: string;
  /** Ids of the checks concerned. */
  checks: string[];
  /** In a merged report of several targets: which of its `parts` the cause is about; all without. */
  part?: number;
}

/** Whether a pipeline may go on, by the rules that it was given. */
export interface Gate {
  failOn: FailOn;
  /** None when the gate holds. */
  causes: GateCause[];
  exitCode: number;
  /** Of the checks that concern the target, how many came to a judgement. */
  coverage: { judged: number; applicable: number; minimumPercent?: number };
  /** How many entries the file of expected failures holds. */
  expectedFailures?: number;
  /** Ids of checks, compared with an older report. */
  baseline?: { fixed: string[]; new: string[]; unchanged: string[] };
}

/** What was tested. */
export interface ReportTarget {
  role: Role;
  url: string;
  situation: Situation;
  profile?: string;
  /** As the config file calls it. */
  name?: string;
}

/** One target of a merged report. */
export interface ReportPart {
  target: ReportTarget;
  specVersion: Revision;
  verdict: Verdict;
}

/** `report.json`, from which every other format is made. */
export interface Report {
  schemaVersion: '1';
  tool: { name: 'mcp-auth-conformance'; version: string };
  target: ReportTarget;
  specVersion: Revision;
  startedAt: string;
  durationMs: number;
  verdict: Verdict;
  summary: Summary;
  /** What stopped the run before its end, or kept it from starting. */
  trouble?: string[];
  /** What a reader must know to read the verdict right: a guessed revision, for instance. */
  notes?: string[];
  /** The frozen set of checks that count, such as `2025-11-25@1`; all count without one. */
  requirementSet?: string;
  gate?: Gate;
  /** In a merged report of several targets: each of them. `target` then names them all. */
  parts?: ReportPart[];
  checks: CheckResult[];
  exchanges: Exchange[];
}

/** What a run tells while it goes on; for progress lines. */
export type RunEvent =
  | { type: 'phase'; text: string }
  /** `ids` of the checks, in the order of the report; they may end in another. */
  | { type: 'planned'; total: number; ids: string[] }
  | { type: 'check'; result: CheckResult; done: number; total: number };
