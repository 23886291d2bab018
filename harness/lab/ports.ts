import { leasePort } from '../../mock-as/ports.ts';

/** A TCP port on loopback that nobody listens on, ours until this process ends. */
export async function freePort(): Promise<number> {
  return (await leasePort()).port;
}
