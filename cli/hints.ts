/** What to do when a target was not reached, or when what answers is no MCP server. */
import type { Exchange, Failure, Report } from '../harness/contract.ts';

const FAILURES: Record<Failure['kind'], string> = {
  refused: 'Is the server running, and are host and port right?',
  dns: 'Is the host name spelled right, and does this machine reach its name server?',
  tls: 'Is the scheme right (http or https), and does the certificate hold? NODE_EXTRA_CA_CERTS names further authorities.',
  reset: 'Does the server log an error? Is the scheme right (http or https)?',
  timeout: 'Does the server answer other clients? --timeout gives it longer.',
  protocol: 'Is this the port of an HTTP server?',
  blocked: 'The harness refuses to go there; name an address that the target itself uses.',
  aborted: 'Run it again.',
  other: 'Can another client reach it?',
};

/**
 * One line that helps with a report that has no verdict; undefined when there is nothing to say beyond the report.
 */
export function hintFor(report: Report): string | undefined {
  if (report.verdict !== 'incomplete') return undefined;
  const opening = report.exchanges.find(({ via }) => via === 'harness');
  if (opening?.failure !== undefined) return FAILURES[opening.failure.kind];
  const isServer = report.target.role === 'server';
  return opening === undefined || !isServer || report.summary.pass > 0 ? undefined : notMcp(opening);
}

function notMcp({ request, response }: Exchange): string | undefined {
  if (response === undefined) return undefined;
  const { status } = response;
  const header = (name: string) =>
    response.headers.find(([field]) => field.toLowerCase() === name)?.[1] ?? '';
  const where = `${request.method} ${request.url} was answered with`;
  if (status === 401 || status === 403 || isJsonRpc(response.body)) return undefined;
  if (status >= 300 && status < 400) {
    return `${where} HTTP ${status}, a redirect. No redirect is followed: name the URL that it ends at.`;
  }
  if (status === 404 || status === 405) {
    return `${where} HTTP ${status}. Is the path right? Often it is /mcp .`;
  }
  if (header('content-type').startsWith('text/html')) {
    return `${where} a web page (HTML), not with MCP. Is the path right? Often it is /mcp .`;
  }
  if (response.truncated === true)
    return `${where} more than is read, or without an end. Is this an MCP endpoint?`;
  return status >= 500
    ? `${where} HTTP ${status}. Does the server log an error?`
    : `${where} HTTP ${status} and no MCP message. Is this an MCP endpoint?`;
}

/** A JSON-RPC message, alone or as an event of a stream. */
function isJsonRpc(body: string): boolean {
  const texts = [
    body,
    ...body.split(/\r?\n/).flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : [])),
  ];
  return texts.some((text) => {
    try {
      const message: unknown = JSON.parse(text);
      return typeof message === 'object' && message !== null && 'jsonrpc' in message;
    } catch {
      return false;
    }
  });
}
