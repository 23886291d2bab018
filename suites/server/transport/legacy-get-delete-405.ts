import {
  describe,
  firstProblem,
  headerOf,
  isServed,
  ok,
  openingOperation,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

/** Long enough for an answer; a stream that opens stays open. */
const STREAM_MS = 3_000;
const OLDER = '2025-11-25';

export default serverCheck({
  requirement: 'server.transport.legacy-get-delete-405',
  title: 'GET and DELETE on the endpoint are answered 405, unless the server still serves older revisions',
  needs: ['token'],
  probe: async (server) => {
    const token = await server.goodToken();
    const authorization = `Bearer ${token}`;
    const older = await server.call({ operation: openingOperation(OLDER), revision: OLDER, token });
    const get = { url: server.url, headers: { authorization, accept: 'text/event-stream' } };
    return {
      older,
      get: await server.send({ ...get, timeoutMs: STREAM_MS }),
      delete: await server.send({ method: 'DELETE', url: server.url, headers: { authorization } }),
    };
  },
  judge: ({ older, ...answers }) =>
    firstProblem(
      [answers.get, answers.delete].map((answer) => {
        const { status, headers } = answer.response;
        if (status >= 300 && status < 500) return ok;
        const isStream = headerOf(headers, 'content-type')?.toLowerCase().startsWith('text/event-stream');
        const isOlderWay = answer.request.method === 'DELETE' || isStream === true;
        if (status < 300 && isServed(older) && isOlderWay) return ok;
        return violation(`HTTP 405 for ${answer.request.method}`, describe(answer));
      }),
    ),
});
