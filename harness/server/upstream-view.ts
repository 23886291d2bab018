import type { Exchange } from '../contract.ts';
import { UPSTREAM_ANSWER, type UpstreamRequest } from '../lab/upstream.ts';
import type { ServerContext } from './context.ts';

/** What the server under test has sent upstream since the run began. */
export interface UpstreamView {
  /** How many requests. */
  count: number;
  /** Those that carry a token which a client sent, at most so many as a person wants to see. */
  leaking: Exchange[];
  /** Where in each of them it stands: `the header field authorization`. */
  places: string[];
}

const SHOWN = 3;

/** Looks at the lab's upstream and records what ought not to have come there. Needs `upstream-view`. */
export function viewUpstream(server: ServerContext): UpstreamView {
  const { count, requests, url } = server.lab().upstream;
  const leaking = requests.filter(({ tokenIn }) => tokenIn.length > 0).slice(0, SHOWN);
  return {
    count,
    leaking: leaking.map((request) => server.target.recorder.keep(asSeen(request, url))),
    places: leaking.map(({ tokenIn }) => tokenIn.join(' and ')),
  };
}

function asSeen({ method, target, headers, body }: UpstreamRequest, url: string) {
  const request = { method, url: url + target, headers: [...headers], ...(body === '' ? {} : { body }) };
  return { by: 'gather/upstream', via: 'server', request, response: UPSTREAM_ANSWER } as const;
}
