/** What a client hands to the browser of its user when the metadata names something that no browser should get. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSuccess, type ClientLab, type Launch, type Scenario, type Story } from '../../harness/index.ts';

const SCHEMES = ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,<p>Log in</p>'];

const isWeb = ({ url }: Launch['opened'][number]): boolean => /^https?:/i.test(url);

/**
 * First an endpoint whose URL is a command to a shell, which leaves a file behind; then endpoints that are no web pages. A
 * client that opened nothing is launched at honest servers, too: perhaps it opens no browser at all.
 */
export const OPENING: Scenario = {
  name: 'opening-the-browser',
  async play(lab) {
    const folder = await mkdtemp(join(tmpdir(), 'mcp-opened-'));
    try {
      await launchAt(lab, commandFor(lab, join(folder, 'marker')));
      const hasMarker = (await readdir(folder)).length > 0;
      for (const endpoint of SCHEMES) await launchAt(lab, endpoint);
      if (!lab.story().launches.some(({ opened }) => opened.some(isWeb)))
        await lab.launch({ fresh: true, limitMs: 15_000 });
      return { hasMarker };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function launchAt(lab: ClientLab, endpoint: string): Promise<void> {
  const end = lab.change('server-metadata', ({ json }) => {
    json['authorization_endpoint'] = endpoint;
  });
  await lab.launch({ fresh: true, limitMs: 10_000 });
  end();
}

/**
 * In the path, which stays as it is when a client adds its parameters, and in the query. Once as it is, for a shell that
 * reads it bare or within double quotes; once between single quotes, which end those that a program puts around it.
 */
function commandFor(lab: ClientLab, marker: string): string {
  const { authorization } = lab.mock.urls;
  const bare = `$(touch$IFS${marker})`;
  const command = `${bare}'${bare}'`;
  lab.answer(
    ({ kind, url }) =>
      kind === 'authorization' && url.pathname.startsWith(`${new URL(authorization).pathname}/`),
    ({ url }) => {
      const to = new URL(authorization);
      for (const [name, value] of url.searchParams) if (name !== 'from') to.searchParams.set(name, value);
      return { status: 302, headers: { Location: to.href } };
    },
  );
  return `${authorization}/${command}?from=${command}`;
}

/** What the client has opened otherwise than a web page. */
export function openedOtherwise(launches: readonly Launch[]): string | undefined {
  return launches.flatMap(({ opened }) => opened).find((one) => !isWeb(one))?.url;
}

/** Whether the client read the metadata each time, so that it had something to open or to refuse. */
export function hasReadAll(story: Story): boolean {
  const read = (attempt: number) => story.of('server-metadata', attempt).some(isSuccess);
  return [undefined, ...SCHEMES].every((_endpoint, index) => read(index + 1));
}

/** Whether the client opens a browser at all. */
export function opensBrowser(launches: readonly Launch[]): boolean {
  return launches.some(({ opened }) => opened.length > 0);
}
