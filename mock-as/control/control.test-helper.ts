import { request } from 'node:http';
import { startMockAuthorizationServer } from '../start.ts';
import type { MockAuthorizationServerOptions } from '../options.ts';
import { createControlClient } from './client/index.ts';
import { startControlPlane } from './index.ts';
import type { ControlPlaneOptions } from './index.ts';

/** A mock, its control plane, and a client of that. */
export async function startControlled(
  options: MockAuthorizationServerOptions = {},
  plane: ControlPlaneOptions = {},
) {
  const mock = await startMockAuthorizationServer(options);
  const control = await startControlPlane(mock, plane);
  const client = createControlClient(control.url, control.secret);
  return {
    mock,
    control,
    client,
    async [Symbol.asyncDispose]() {
      await control.close();
      await mock.close();
    },
  };
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: () => Record<string, unknown>;
}

export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** One request with any header, Host included. */
export function send(url: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(text) as Record<string, unknown>,
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
