import { randomBytes } from 'node:crypto';
import { openListener } from '../listener.ts';
import type { Handler } from '../listener.ts';
import type { MockAuthorizationServer } from '../mock.ts';
import { BASE_PATH } from './address.ts';
import { createStreams } from './event-stream.ts';
import { requireSecret } from './gate.ts';
import { createControlApp } from './server.ts';
import { createTrafficFeed } from './traffic-feed.ts';

export interface ControlPlaneOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** A fresh one by default. At least 16 letters, digits or `-._~+/`. */
  secret?: string;
  /** How long a stream of traffic may stay silent, milliseconds. */
  heartbeatMs?: number;
  /** Receives one line for what ought not to happen; never a secret. */
  log?: (line: string) => void;
  /** Called after each request that may have changed something. */
  onChange?: () => void;
}

/** A running control plane. */
export interface ControlPlane extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/__control/v1` */
  readonly url: string;
  /** What a request must bring as `Authorization: Bearer …`. */
  readonly secret: string;
  /** Ends the streams and the listener, not the mock. */
  close(): Promise<void>;
}

/**
 * Opens a mock to other processes of this machine: everything that can be done to it, as JSON over HTTP. It has a
 * listener of its own on 127.0.0.1, which no outage of the mock touches and no other machine reaches.
 */
export async function startControlPlane(
  mock: MockAuthorizationServer,
  options: ControlPlaneOptions = {},
): Promise<ControlPlane> {
  const { port = 0, secret = randomBytes(32).toString('base64url'), heartbeatMs } = options;
  const { log = () => undefined, onChange = () => undefined } = options;
  requireSecret(secret);
  let handle: Handler = (_, response) => void response.writeHead(503).end();
  const listener = await openListener('127.0.0.1', port, (request, response) => handle(request, response));
  const feed = createTrafficFeed(mock.traffic);
  const streams = createStreams(heartbeatMs);
  const app = createControlApp({ mock, feed, streams, secret, port: listener.port, log, onChange });
  const callback = app.callback();
  handle = (request, response) => void callback(request, response);
  const close = async (): Promise<void> => {
    feed.end();
    await listener.close();
  };
  return {
    url: `http://127.0.0.1:${listener.port}${BASE_PATH}`,
    secret,
    close,
    [Symbol.asyncDispose]: close,
  };
}
