import { Agent, fetch as fetchWith } from 'undici';
import { createCertificateAuthority } from '../mock-as/index.ts';

type Trust = Awaited<ReturnType<typeof make>>;

let made: Promise<Trust> | undefined;

async function make() {
  const authority = await createCertificateAuthority();
  const dispatcher = new Agent({ connect: { ca: authority.certificate } });
  const read = (input: unknown, init: object) => fetchWith(input as string, { ...init, dispatcher });
  return {
    /** What the host of the documents proves itself with. */
    identity: await authority.issue(['localhost', '127.0.0.1']),
    /** Reads them, as the mock does. */
    fetchClientMetadata: read as unknown as typeof fetch,
  };
}

/** What it takes for documents of clients on this machine; one for the whole process. */
export function clientDocuments(): Promise<Trust> {
  made ??= make();
  return made;
}
