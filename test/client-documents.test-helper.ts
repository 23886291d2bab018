import type { LookupFunction } from 'node:net';
import { Agent, fetch as fetchWith } from 'undici';
import { createCertificateAuthority } from '../mock-as/index.ts';

type Trust = Awaited<ReturnType<typeof make>>;

let made: Promise<Trust> | undefined;

/** Stands for a host on the Internet: only the mock knows the way to it. */
const hostname = 'clients.example';

async function make() {
  const authority = await createCertificateAuthority();
  const here: LookupFunction = (_name, { all }, found) => {
    if (all === true) found(null, [{ address: '127.0.0.1', family: 4 }]);
    else found(null, '127.0.0.1', 4);
  };
  const dispatcher = new Agent({ connect: { ca: authority.certificate, lookup: here } });
  const read = async (input: string, init: object) => {
    // As the mock does it by itself: nothing is fetched from loopback.
    if (new URL(input).hostname !== hostname) throw new TypeError(`${input} is not on the Internet.`);
    // Without its deadline, which a busy machine does not keep.
    return fetchWith(input, { ...init, dispatcher, signal: null });
  };
  return {
    /** Where the documents are. */
    place: { identity: await authority.issue([hostname]), hostname },
    /** Reads them, as the mock does. */
    fetchClientMetadata: read as unknown as typeof fetch,
  };
}

/** What it takes for documents of clients on this machine; one for the whole process. */
export function clientDocuments(): Promise<Trust> {
  made ??= make();
  return made;
}
