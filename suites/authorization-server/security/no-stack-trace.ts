import {
  authorizationServerCheck,
  internalsIn,
  ok,
  violation,
  type AuthorizationServerContext,
  type EndpointName,
  type Exchange,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.no-stack-trace',
  title: 'No error answer tells of stack traces, SQL or files of the server',
  last: true,
  probe: async (server) => {
    const provoked = await provoke(server);
    const errors = server.target.recorder.exchanges.filter(isError);
    const telling = errors.filter((exchange) => internalsIn(textOf(exchange)) !== undefined);
    return {
      provoked: provoked.filter(isError),
      telling,
      found: telling.map((exchange) => internalsIn(textOf(exchange)) ?? ''),
      looked: errors.length,
    };
  },
  judge: ({ telling, found }) => {
    const [first] = telling;
    if (first === undefined) return ok;
    const { method, url } = first.request;
    return violation(
      'an error answer says what is wrong with the request, and nothing of the inside of the server',
      `${method} ${url.split('?', 1)[0] ?? ''} is answered with ${found[0] ?? ''}`,
    );
  },
});

/** Requests that no careful server stumbles over. */
async function provoke(server: AuthorizationServerContext): Promise<Exchange[]> {
  const { document } = await server.gathered.metadata();
  const at = (name: EndpointName) => {
    const url = document[name];
    return typeof url === 'string' && URL.canParse(url) ? [url] : [];
  };
  const urls = [...at('token_endpoint'), ...at('revocation_endpoint'), ...at('introspection_endpoint')];
  const json = { 'content-type': 'application/json' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const broken = urls.flatMap((url) => [
    { method: 'POST', url, headers: json, body: '{"grant_type":' },
    {
      method: 'POST',
      url,
      headers: form,
      body: 'token=%E0%A4%A&grant_type[]=refresh_token&code[x]=%00',
    },
  ]);
  const visits = at('authorization_endpoint').map((url) => ({
    url: `${url}${url.includes('?') ? '&' : '?'}client_id=%00%27&response_type[]=code`,
  }));
  return Promise.all([...broken, ...visits].map((outgoing) => server.send(outgoing)));
}

function isError({ response, failure }: Exchange): boolean {
  if (response === undefined || failure !== undefined) return false;
  return response.status >= 400 || /[?&]error=/.test(textOf({ response }));
}

/** What the client reads: the body, and where a redirect leads. */
function textOf({ response }: Pick<Exchange, 'response'>): string {
  const location = response?.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
  return `${location}\n${response?.body ?? ''}`;
}
