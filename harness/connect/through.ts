import { allowInsecureRequests, customFetch, type CustomFetchOptions } from 'oauth4webapi';
import type { Outgoing, Reply } from '../http/recorder.ts';

/** What oauth4webapi is to send its request by. */
export interface RequestOptions {
  [customFetch]: (url: string, options: CustomFetchOptions<'GET' | 'POST', unknown>) => Promise<Response>;
  /** Which URLs may be asked is for the steps to say, who have looked at them before. */
  [allowInsecureRequests]: true;
}

/**
 * Lets oauth4webapi build a request, and sends it through the recorder, so that it is bounded, recorded and redacted
 * like all others. Gives the reply as the recorder has it: reading it is for the step.
 */
export async function through(
  send: (outgoing: Outgoing) => Promise<Reply>,
  request: (options: RequestOptions) => Promise<unknown>,
): Promise<Reply> {
  let reply: Reply | undefined;
  await request({
    [allowInsecureRequests]: true,
    [customFetch]: async (url, { method, headers, body }) => {
      // Not its own name: the target is told who really asks.
      const own = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'user-agent');
      reply = await send({
        url,
        method,
        headers: own,
        ...(body === undefined || body === null ? {} : { body: textOf(body) }),
      });
      return new Response(null, { status: 204 });
    },
  });
  if (reply === undefined) throw new Error('oauth4webapi sent nothing.');
  return reply;
}

function textOf(body: unknown): string {
  if (body instanceof URLSearchParams) return body.toString();
  if (typeof body === 'string') return body;
  throw new TypeError('The body of an OAuth request is a form or JSON text.');
}
