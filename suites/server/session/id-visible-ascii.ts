import {
  notApplicable,
  ok,
  openingOperation,
  isServed,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.session.id-visible-ascii',
  title: 'The session id has only visible ASCII characters',
  needs: ['token'],
  probe: async (server) => {
    const operation = openingOperation(server.revision);
    const opened = await server.exchange({ operation, token: await server.goodToken() });
    const id = opened.header('mcp-session-id');
    if (id === undefined || !isServed(opened.exchange))
      throw notApplicable('The server assigns no session ids.', [opened.exchange.id]);
    const codes = Array.from(id, (character) => character.charCodeAt(0));
    return { opened: opened.exchange, codes: codes.filter((code) => code < 0x21 || code > 0x7e) };
  },
  judge: ({ codes }) =>
    codes.length === 0
      ? ok
      : violation(
          'characters from 0x21 to 0x7E only',
          `the session id contains ${codes.map((code) => `0x${code.toString(16).toUpperCase()}`).join(', ')}`,
        ),
});
