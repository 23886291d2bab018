import { randomUUID } from 'node:crypto';
import {
  bearerOf,
  clientCheck,
  doesNotApply,
  endingOf,
  headerOf,
  isSuccess,
  ok,
  parseJson,
  tolerated,
  unclear,
  violation,
  type Json,
  type LabAnswer,
  type LabRequest,
  type Scenario,
  type Step,
} from '../../../harness/index.ts';
import { after, isLogin } from '../sequence.ts';

const FIELD = 'mcp-session-id';

/** The MCP server has sessions, and has lost the first one at the first call in it. */
const LOST_SESSION: Scenario = {
  async play(lab) {
    let lost: string | undefined;
    lab.answer(({ rpc, token }) => rpc === 'initialize' && token !== undefined, opened);
    lab.answer(
      ({ kind, rpc, headers: { [FIELD]: id } }) => {
        if (kind !== 'mcp' || typeof id !== 'string') return false;
        if (rpc !== undefined && isFurther(rpc)) lost ??= id;
        return id === lost;
      },
      {
        status: 404,
        json: { jsonrpc: '2.0', id: null, error: { code: -32001, message: 'Session not found' } },
      },
    );
    await lab.launch();
    return undefined;
  },
};

function opened({ body }: LabRequest): LabAnswer {
  const { id = null, params } = parseJson(body) as { id?: Json; params?: { protocolVersion?: Json } };
  return {
    status: 200,
    headers: { 'Mcp-Session-Id': randomUUID() },
    json: {
      jsonrpc: '2.0',
      id,
      result: {
        protocolVersion: params?.protocolVersion ?? '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'sessions', version: '1.0.0' },
      },
    },
  };
}

/** A request in a session: a notification may go unanswered. */
function isFurther(method: unknown): boolean {
  return typeof method === 'string' && method !== 'initialize' && !method.startsWith('notifications/');
}

const sessionOf = ({ exchange }: Step) => headerOf(exchange.request.headers, FIELD);

export default clientCheck({
  requirement: 'client.session.new-session-after-404',
  title: 'When its session is gone, the client initializes anew with the token that it has',
  scenario: LOST_SESSION,
  reaches: 'served',
  judge(story) {
    const requests = story.of('mcp');
    const lost = requests.find((step) => step.status === 404 && sessionOf(step) !== undefined);
    if (lost === undefined) {
      return requests.some(({ sent, status }) => isFurther(sent['method']) && status === 200)
        ? doesNotApply('The client sends no session id.')
        : unclear('The client made no call in its session, which is where it would have been lost.');
    }
    const later = after(story, lost);
    const anew = later.find(({ sent }) => sent['method'] === 'initialize');
    const expected = 'initialize without a session id and with the same token';
    if (anew === undefined) return violation(expected, `none. ${endingOf(story.launches.at(-1))}`);
    if (sessionOf(anew) !== undefined) return violation(expected, 'initialize with the session that is gone');
    const login = later.slice(0, later.indexOf(anew)).find(isLogin);
    if (login !== undefined) return tolerated(expected, 'a new login first: the token was as good as before');
    if (bearerOf(anew) === undefined) return violation(expected, 'initialize without a token');
    return isSuccess(anew) ? ok : unclear('The client began anew, and was not served.');
  },
});
