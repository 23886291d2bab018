import { accepted, doesNotApply, isServed, notApplicable, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.resource-indicator.case-of-scheme-and-host',
  title: 'Upper-case letters in scheme and host of the audience are tolerated',
  needs: ['mint'],
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const resource = await server.gathered.resource();
    const upper = resource.replace(/^https?:\/\/[^/?#]*/i, (start) => start.toUpperCase());
    if (upper === resource) throw notApplicable('The resource identifier is no http(s) URL.');
    const call = async (audience: string) => server.call({ token: await server.mint({ audience }) });
    const [asAdvertised, inUpperCase] = await Promise.all([call(resource), call(upper)]);
    return { asAdvertised, inUpperCase };
  },
  judge: ({ asAdvertised, inUpperCase }) => {
    if (!isServed(asAdvertised))
      return doesNotApply('A token for the resource as advertised is not accepted; other checks tell why.');
    return accepted(inUpperCase, 'a token with scheme and host of the audience in upper case');
  },
});
