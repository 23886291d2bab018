import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { Json } from '../contract.ts';
import type { DocumentAnswer, DocumentHost } from './documents.ts';

/** Where the documents are, as the authorization server sees it. */
export type DocumentPlace =
  /** On this machine, by a certificate that the authorization server trusts. */
  | { identity: { cert: string; key: string } }
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
  server.listen('port' in place ? place.port : 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const base = 'url' in place ? place.url.replace(/\/$/, '') : `https://localhost:${port}`;
  const prefix = new URL(base).pathname.replace(/\/$/, '');

  return {
    publish(content, path = `/clients/${randomUUID()}.json`) {
      const url = `${base}${path}`;
      const document = { content: typeof content === 'function' ? content(url) : content, fetches: 0 };
      // Whether the proxy in front keeps the path of its own or not.
      for (const place of new Set([path, `${prefix}${path}`])) documents.set(place, document);
      return {
        url,
        get fetches() {
          return document.fetches;
        },
        change: (changed) => void (document.content = changed),
      };
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function asAnswer(content: Content): DocumentAnswer {
  return isAnswer(content) ? content : { body: JSON.stringify(content) };
}

function isAnswer(content: Content): content is DocumentAnswer {
  return 'body' in content && typeof content['body'] === 'string';
}
