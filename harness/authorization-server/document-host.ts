import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { Json } from '../contract.ts';
import { isLoopback } from '../http/loopback.ts';
import type { DocumentAnswer, DocumentHost } from './documents.ts';

/** Where the documents are, as the authorization server sees it. */
export type DocumentPlace =
  /**
   * On this machine, by a certificate that the authorization server trusts; as `localhost`, unless it knows this machine
   * by another name.
   */
  | { identity: { cert: string; key: string }; hostname?: string }
  /** At a public https URL, from where requests come to a port of this machine (a tunnel, a reverse proxy). */
  | { url: string; port: number };

type Content = DocumentAnswer | { [member: string]: Json };

/** Starts to serve documents of clients; on loopback, whoever fetches them from elsewhere. */
export async function startDocumentHost(place: DocumentPlace): Promise<DocumentHost> {
  const documents = new Map<string, { content: Content; fetches: number }>();
  const answer: RequestListener = (request, response) => {
    const document = documents.get((request.url ?? '').split('?', 1)[0] ?? '');
    if (document === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (request.method === 'GET') document.fetches += 1;
    const {
      status = 200,
      headers = [['content-type', 'application/json']],
      body,
    } = asAnswer(document.content);
    response.writeHead(status, headers.flat()).end(request.method === 'HEAD' ? undefined : body);
  };
  const server = 'identity' in place ? createHttpsServer(place.identity, answer) : createHttpServer(answer);
  const plain = 'identity' in place ? createHttpServer(answer) : undefined;
  const port = await listen(server, 'port' in place ? place.port : 0);
  const plainPort = plain === undefined ? undefined : await listen(plain, 0);
  const hostname = 'identity' in place ? (place.hostname ?? 'localhost') : '';
  const base = 'url' in place ? place.url.replace(/\/$/, '') : `https://${hostname}:${port}`;
  const plainBase =
    plainPort === undefined ? base.replace(/^https:/, 'http:') : `http://${hostname}:${plainPort}`;
  const prefix = new URL(base).pathname.replace(/\/$/, '');

  return {
    isPublic: isPublicName(new URL(base).hostname),
    publish(content, path = `/clients/${randomUUID()}.json`) {
      const url = `${base}${path}`;
      const plainUrl = `${plainBase}${path}`;
      const given = typeof content === 'function' ? content(url, plainUrl) : content;
      const document = { content: given, fetches: 0 };
      // Whether the proxy in front keeps the path of its own or not.
      for (const place of new Set([path, `${prefix}${path}`])) documents.set(place, document);
      return {
        url,
        plainUrl,
        get fetches() {
          return document.fetches;
        },
        change: (changed) => void (document.content = changed),
      };
    },
    close: async () => {
      await Promise.all([close(server), ...(plain === undefined ? [] : [close(plain)])]);
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Names and addresses that are not everybody's (RFC 6761, RFC 1918, RFC 3927, RFC 4193). */
function isPublicName(hostname: string): boolean {
  if (isLoopback(hostname) || !hostname.includes('.')) return false;
  if (/\.(?:localhost|local|internal|lan|home\.arpa)$/.test(hostname)) return false;
  return !/^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.[\d.]+$/.test(hostname);
}

function asAnswer(content: Content): DocumentAnswer {
  return isAnswer(content) ? content : { body: JSON.stringify(content) };
}

function isAnswer(content: Content): content is DocumentAnswer {
  return 'body' in content && typeof content['body'] === 'string';
}
