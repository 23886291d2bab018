import { firstProblem, goodTokenAccepted, refused, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.foreign-key',
  title: 'A JWT that was signed with a key that is not published is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const kid = (await server.lab().mock.jwks()).keys[0]?.kid;
    const sign = async (header: Record<string, unknown>) =>
      server.call({ token: await server.mint({ key: 'unpublished', header }) });
    const [withoutKid, publishedKid, unknownKid] = await Promise.all([
      sign({ kid: undefined }),
      sign({ kid }),
      sign({ kid: 'unknown-key' }),
    ]);
    return { withoutKid, publishedKid, unknownKid };
  },
  judge: ({ withoutKid, publishedKid, unknownKid }) =>
    firstProblem([
      refused(withoutKid, 'a token signed with a foreign key, without kid'),
      refused(publishedKid, 'a token signed with a foreign key, with the kid of a published key'),
      refused(unknownKid, 'a token signed with a foreign key, with an unknown kid'),
    ]),
});
