import {
  authorizationServerCheck,
  noCode,
  ok,
  tolerated,
  unclear,
  violation,
} from '../../../harness/index.ts';

/** What RFC 6749 §A.5 allows, and what a careless decoder spoils. */
const STATE = `a b+c%20d%2Be"f'g&h=i/j?k#l`;
/** Beyond that grammar; clients send it all the same. */
const NON_ASCII = 'é-✓';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.state-returned',
  title: 'state comes back unchanged, with a code and with an error',
  needs: ['login'],
  probe: async (server) => {
    const [code, error, nonAscii] = await Promise.all([
      server.authorize({ parameters: { state: STATE } }),
      server.authorize({ parameters: { state: STATE, response_type: 'foo' } }),
      server.authorize({ parameters: { state: NON_ASCII } }),
    ]);
    if (code.end !== 'callback' && error.end !== 'callback') throw noCode(code);
    return {
      exchanges: [...code.exchanges, ...error.exchanges, ...nonAscii.exchanges],
      // null: there was no such response.
      withCode: code.code === undefined ? null : code.response.getAll('state').join() === STATE,
      withError: error.error === undefined ? null : error.response.getAll('state').join() === STATE,
      nonAscii: nonAscii.code === undefined ? null : nonAscii.response.get('state') === NON_ASCII,
    };
  },
  judge: ({ withCode, withError, nonAscii }) => {
    const expected = 'the state of the request, character by character';
    if (withCode === false) return violation(expected, 'another state, or none, came with the code');
    if (withError === false) return violation(expected, 'another state, or none, came with the error');
    if (withCode === null && withError === null) return unclear('No response to the client was seen.');
    return nonAscii === false ? tolerated(expected, 'a state beyond ASCII came back changed') : ok;
  },
});
