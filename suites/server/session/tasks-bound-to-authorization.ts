import type { Json, Operation, ServerContext } from '../../../harness/index.ts';
import {
  answerOf,
  describe,
  firstProblem,
  harmlessCalls,
  inconclusive,
  isObject,
  isServed,
  LIST_TOOLS,
  notApplicable,
  ok,
  openingOperation,
  ownCaller,
  rawAnswer,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

const OTHER_USER = 'conformance-other-user';
const LIFE_MS = 60_000;

export default serverCheck({
  requirement: 'server.session.tasks-bound-to-authorization',
  title: 'A task shows itself only to the user who created it, and takes orders from nobody else',
  needs: ['mint'],
  probe: async (server) => {
    const [token, other] = [await server.goodToken(), await server.mint({ subject: OTHER_USER })];
    const declared = await tasksCapability(server, token);
    const operation = await taskCall(server);
    const [own, foreign] = [await ownCaller(server, token), await ownCaller(server, other)];
    const create = async () => {
      const answer = rawAnswer(await own(operation));
      const task = answer.kind === 'result' ? answer.result['task'] : undefined;
      if (isObject(task) && typeof task['taskId'] === 'string') return task['taskId'];
      throw inconclusive('The server declares tasks, and created none for a tool that may be one.');
    };
    const about = (method: string, taskId: string): Operation => ({ method, params: { taskId } });
    const done = await create();
    const ownResult = (await own(about('tasks/result', done))).exchange;
    const foreignGet = (await foreign(about('tasks/get', done))).exchange;
    const foreignResult = (await foreign(about('tasks/result', done))).exchange;
    const listing = 'list' in declared ? await foreign({ method: 'tasks/list' }) : undefined;
    // A task that is done cannot be cancelled by anyone, so another one is.
    const going = 'cancel' in declared ? await create() : undefined;
    const foreignCancel =
      going === undefined ? undefined : (await foreign(about('tasks/cancel', going))).exchange;
    const ownGet = (await own(about('tasks/get', going ?? done))).exchange;
    const foreignTools = (await foreign(LIST_TOOLS)).exchange;
    const isListed = listing?.text.includes(done) ?? false;
    return { ownResult, ownGet, foreignTools, foreignGet, foreignResult, foreignCancel, isListed };
  },
  judge: (seen) => {
    const { ownResult, ownGet, foreignTools, foreignGet, foreignResult, foreignCancel, isListed } = seen;
    const expected = (what: string) => `a refusal of another user's ${what}`;
    const status = answerOf(ownGet);
    const isCancelled = status.kind === 'result' && status.result['status'] === 'cancelled';
    const problem = firstProblem([
      isServed(foreignGet) ? violation(expected('tasks/get'), describe(foreignGet)) : ok,
      isServed(foreignResult) ? violation(expected('tasks/result'), describe(foreignResult)) : ok,
      isListed ? violation('a list of own tasks only', 'the list shows a task of another user') : ok,
      foreignCancel !== undefined && (isServed(foreignCancel) || isCancelled)
        ? violation(
            expected('tasks/cancel'),
            `${describe(foreignCancel)}${isCancelled ? ', and the task was cancelled' : ''}`,
          )
        : ok,
    ]);
    if (problem.kind === 'violation') return problem;
    const bad = [ownResult, ownGet, foreignTools].find((exchange) => !isServed(exchange));
    return bad === undefined
      ? ok
      : unclear(`Who may do so was answered ${describe(bad)} too, so the refusals show nothing.`);
  },
});

type JsonObject = { [key: string]: Json };

async function tasksCapability(server: ServerContext, token: string): Promise<JsonObject> {
  const operation = openingOperation(server.revision);
  const opened = await server.call({ operation, token, session: 'none' });
  const answer = answerOf(opened);
  const capabilities = answer.kind === 'result' ? answer.result['capabilities'] : undefined;
  const tasks = isObject(capabilities) ? capabilities['tasks'] : undefined;
  if (isObject(tasks)) return tasks;
  throw notApplicable('The server does not declare the tasks capability.', [opened.id]);
}

/** A harmless call of a tool that may be called as a task. */
async function taskCall(server: ServerContext): Promise<Operation> {
  const able = (await server.gathered.tools()).filter((tool) => tool.mayBeTask);
  const call = (await harmlessCalls(server)).find(({ params }) =>
    able.some(({ name }) => name === params?.['name']),
  );
  if (call !== undefined) return { ...call, params: { ...call.params, task: { ttl: LIFE_MS } } };
  throw notApplicable(
    'No tool that was tried may be called as a task. If one may, name it with --call tool=json.',
  );
}
