/** The samples of the catalogue are read as what they say they are: people will copy them. */
import { STATUS_CODES } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue, type Catalogue } from './catalogue.ts';
import type { HeaderLine } from './contract.ts';
import { parseChallenges } from './http/challenge.ts';

const REQUEST = /^(?:GET|HEAD|POST|DELETE|OPTIONS) (\/\S*) HTTP\/1\.1$/;
const STATUS = /^HTTP\/1\.1 (\d{3}) (\S.*)$/;
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):(?: (.*))?$/;

interface Message {
  start: string;
  headers: HeaderLine[];
  body: string[];
}

/** A sample: HTTP messages, and what stands beside them, such as the claims of a token. */
interface Sample {
  messages: Message[];
  loose: string[];
}

/**
 * Reads a sample line by line: a start line opens a message, a blank line its body, the next start line or a remark
 * ends it. What stands outside of a message is loose. Remarks, after `# `, are not on the wire.
 */
function read(text: string): Sample {
  const sample: Sample = { messages: [], loose: [] };
  let message: Message | undefined;
  let place: 'outside' | 'head' | 'body' = 'outside';
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) place = 'outside';
    else if (REQUEST.test(line) || line.startsWith('HTTP/1.1 ')) {
      message = { start: line, headers: [], body: [] };
      sample.messages.push(message);
      place = 'head';
    } else if (line === '') place = place === 'head' ? 'body' : 'outside';
    else if (place === 'head') message?.headers.push(field(line));
    else if (place === 'body') message?.body.push(line);
    else sample.loose.push(line);
  }
  return sample;
}

function field(line: string): HeaderLine {
  const match = FIELD.exec(line);
  if (match?.[1] === undefined) throw new Error(`This is no header line: ${line}`);
  return [match[1], match[2] ?? ''];
}

function header({ headers }: Message, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

/** What of a sample is not as it must be on the wire, in words; empty for a good one. */
function faultsOf(text: string): string[] {
  const faults: string[] = [];
  const { messages, loose } = read(text);
  for (const line of loose) if (!isJson(line)) faults.push(`neither a message nor JSON: ${line}`);
  for (const message of messages) faults.push(...faultsOfMessage(message));
  if (messages.length + loose.length === 0) faults.push('shows nothing');
  return faults;
}

function faultsOfMessage(message: Message): string[] {
  const faults: string[] = [];
  const { start, body } = message;
  const status = STATUS.exec(start);
  if (start.startsWith('HTTP/') && (!status || STATUS_CODES[Number(status[1])] !== status[2])) {
    faults.push(`not a status line: ${start}`);
  }
  if (!start.startsWith('HTTP/') && header(message, 'host') === undefined) faults.push(`no Host: ${start}`);
  if (header(message, 'content-type') === 'application/json') {
    const left = !start.startsWith('HTTP/') && body.length === 0;
    if (!left && !isJson(body.join('\n'))) faults.push(`the body is not JSON: ${body.join('\n')}`);
  }
  const lines = message.headers.filter(([name]) => name.toLowerCase() === 'www-authenticate');
  const { challenges, problems } = parseChallenges(lines.map(([, value]) => value));
  faults.push(...problems.map(({ message: problem }) => problem));
  // RFC 9110 §11.5: a realm is only ever sent quoted.
  if (
    challenges.some(({ parameters }) => parameters.some(({ name, quoted }) => name === 'realm' && !quoted))
  ) {
    faults.push('a realm without quotes');
  }
  if (status?.[1] === '401' && challenges.length === 0) faults.push('a 401 without a challenge');
  if (status?.[1] === '503' && header(message, 'retry-after') === undefined) {
    faults.push('a 503 without Retry-After');
  }
  return faults;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue(new URL('../suites/catalogue/', import.meta.url));
});

describe('the samples of the catalogue', () => {
  it('are there for each requirement of the role server', () => {
    expect(catalogue.forRole('server').filter(({ sample }) => sample === undefined)).toEqual([]);
  });

  it('are right on the wire', () => {
    const faults = catalogue.all.flatMap(({ id, sample }) =>
      sample === undefined ? [] : faultsOf(sample).map((fault) => `${id}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it('stay short', () => {
    const long = catalogue.all.filter(({ sample }) => (sample?.match(/^.+$/gm)?.length ?? 0) > 8);
    expect(long.map(({ id }) => id)).toEqual([]);
  });

  it('name only hosts that are kept for examples', () => {
    const kept = /(?:^|\.)(?:example\.(?:com|org|net)|example)$|^127\.0\.0\.1$/;
    const strange = catalogue.all.flatMap(({ sample = '' }) =>
      [...sample.matchAll(/https?:\/\/([^/:,\s"]+)|^Host: ([^:\s]+)/gim)]
        .map((match) => (match[1] ?? match[2] ?? '').toLowerCase())
        .filter((host) => !kept.test(host)),
    );
    expect(strange).toEqual([]);
  });

  it('hold no secret member of a key', () => {
    const keys = catalogue.all.filter(({ sample = '' }) => /"(?:d|p|q|dp|dq|qi|k)":/.test(sample));
    expect(keys.map(({ id }) => id)).toEqual([]);
  });
});

describe('faultsOf', () => {
  it.each([
    ['an unknown status', 'HTTP/1.1 499 Odd', 'not a status line'],
    [
      'a wrong reason phrase',
      'HTTP/1.1 401 Forbidden\nWWW-Authenticate: Bearer realm="a"',
      'not a status line',
    ],
    ['a request without Host', 'GET /mcp HTTP/1.1', 'no Host'],
    ['a 401 without a challenge', 'HTTP/1.1 401 Unauthorized', 'a 401 without a challenge'],
    [
      'a malformed challenge',
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="a" scope="b"',
      'comma',
    ],
    [
      'an unquoted realm',
      'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm=mcp',
      'a realm without quotes',
    ],
    ['a body that is no JSON', 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"a":}', 'is not JSON'],
    ['a missing body', 'HTTP/1.1 200 OK\nContent-Type: application/json', 'is not JSON'],
    ['a 503 without delay', 'HTTP/1.1 503 Service Unavailable', 'Retry-After'],
    ['loose text', 'something', 'neither a message nor JSON'],
    ['remarks alone', '# nothing', 'shows nothing'],
  ])('finds %s', (_, sample, fault) => {
    expect(faultsOf(sample).join('\n')).toContain(fault);
  });

  it('passes a request, its answer and loose claims', () => {
    const sample = [
      '# The claims:',
      '{"aud":"a"}',
      '',
      'POST /mcp HTTP/1.1',
      'Host: mcp.example.com',
      'Authorization: Bearer',
      '',
      'HTTP/1.1 401 Unauthorized',
      'WWW-Authenticate: Bearer realm="a", DPoP algs="ES256"',
    ];
    expect(faultsOf(sample.join('\n'))).toEqual([]);
  });
});
