import {
  accepts,
  inconclusive,
  isLoopback,
  notApplicable,
  ok,
  outsideAddresses,
  serverCheck,
  untested,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.transport.local-bind',
  title: 'A local server listens on the loopback interface only',
  probe: async (server) => {
    const { hostname, port, protocol } = server.endpoint;
    if (!isLoopback(hostname)) throw notApplicable('The server does not run on this machine.');
    const protection = await server.gathered.protection();
    if (protection.state === 'unclear') throw inconclusive(protection.reason, protection.evidence);
    const addresses = outsideAddresses();
    if (addresses.length === 0)
      throw untested('This machine has no other address than loopback; run on one that is on a network.');
    const number = Number(port || (protocol === 'https:' ? 443 : 80));
    const open = await Promise.all(addresses.map((address) => accepts(address, number)));
    return { reachableAt: addresses.filter((_, index) => open[index] === true) };
  },
  judge: ({ reachableAt }) =>
    reachableAt.length === 0
      ? ok
      : violation(
          'connections from other machines find nobody',
          `the port is open at ${reachableAt.join(', ')} (right only inside a container)`,
        ),
});
