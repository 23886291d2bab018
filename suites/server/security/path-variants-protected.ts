import { callEach, noneCarriedOut, serverCheck } from '../../../harness/index.ts';

/** Other spellings of a path that a careless router takes for the same, by what is done to it. */
function variantsOf(path: string): Record<string, string> {
  const last = path.lastIndexOf('/');
  const [head, tail] = [path.slice(0, last), path.slice(last + 1)];
  const encoded = tail.replace(/[a-z0-9]/gi, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return {
    'a slash at the end of the path': path.endsWith('/') ? path.replace(/\/+$/, '') || '/' : `${path}/`,
    'a double slash in the path': `${head}//${tail}`,
    'a dot segment in the path, its slashes encoded': `${head}/x%2f..%2f${tail}`,
    'a dot segment with a path parameter': `${head}/x/..;/${tail}`,
    'upper case in the path': path.toUpperCase(),
    'encoded letters in the path': `${head}/${encoded}`,
    'a path parameter at the end': `${path};x=1`,
    'a suffix at the end of the path': `${path}.json`,
  };
}

export default serverCheck({
  requirement: 'server.security.path-variants-protected',
  title: 'No other spelling of the path leads to an unprotected endpoint',
  probe: async (server) => {
    const { pathname, origin } = server.endpoint;
    const others = Object.entries(variantsOf(pathname)).filter(([, path]) => path !== pathname);
    const calls = others.map(([name, path]) => [name, { url: origin + path }] as const);
    return callEach(server, Object.fromEntries(calls));
  },
  judge: noneCarriedOut,
});
