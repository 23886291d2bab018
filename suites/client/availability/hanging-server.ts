import {
  clientCheck,
  endingOf,
  ok,
  unclear,
  violation,
  type Scenario,
  type StepKind,
} from '../../../harness/index.ts';

/** At each of them one process is kept waiting for ever. */
const HANGING: readonly StepKind[] = ['resource-metadata', 'server-metadata', 'registration', 'code'];

/** A process that is ended may need a moment, and its connections close with it. */
const MARGIN_MS = 2_500;

/**
 * Several processes side by side, so that one wait is enough for all. They have three times as long as a launch usually
 * takes: a minute and a half, where nobody says otherwise.
 */
const HANGING_SERVER: Scenario = {
  async play(lab) {
    const waiting = new Set<StepKind>();
    lab.answer(
      ({ kind }) => HANGING.includes(kind),
      ({ kind }) => {
        if (waiting.has(kind)) return undefined;
        waiting.add(kind);
        return 'hang';
      },
    );
    await lab.launchTogether(HANGING.length, { fresh: true, apart: true, limitMs: 3 * lab.limitMs });
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.availability.hanging-server',
  title: 'A client does not wait for ever for a metadata, registration or token endpoint that never answers',
  scenario: HANGING_SERVER,
  reaches: 'discovered',
  judge(story) {
    const hung = story.steps.filter(({ kind, status }) => HANGING.includes(kind) && status === undefined);
    if (hung.length === 0) return unclear('The client asked for nothing that was to hang.');
    const [ended] = story.launches.filter(({ endedByLab }) => endedByLab === 'time');
    if (ended === undefined) return ok;
    const over = ended.startedMs + ended.durationMs - MARGIN_MS;
    // A time limit runs from the request on, however late that comes on a slow machine.
    const endless = hung.filter(
      ({ exchange: { timing } }) =>
        timing.startedMs + timing.durationMs >= over && timing.durationMs >= ended.durationMs / 2,
    );
    if (endless.length === 0) return unclear(`${endingOf(ended)} and had not waited long for what hung.`);
    return violation(
      'an error when there is no answer within a reasonable time',
      `${endingOf(ended)} while it waited for an answer: ${endless.map(({ kind }) => kind).join(', ')}`,
    );
  },
});
