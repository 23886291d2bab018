/** A server that is never content with the scopes of a token. */
import { bearerOf, type Scenario, type Step, type Story } from '../../harness/index.ts';
import { after } from './sequence.ts';

/**
 * Asked for in turn: a client that compares the challenge only with the last one never notices that it goes round in
 * circles. Neither is among those that the first login asks for.
 */
const DEMANDED = ['web-search:audit', 'web-search:write'] as const;

/** The list of tools is refused for ever with 403 insufficient_scope. */
export const INSUFFICIENT_SCOPE: Scenario = {
  name: 'insufficient-scope',
  async play(lab) {
    const { origin, pathname } = new URL(lab.url);
    const metadata = `${origin}/.well-known/oauth-protected-resource${pathname}`;
    let refusals = 0;
    lab.answer(
      ({ kind, rpc, token }) => kind === 'mcp' && rpc === 'tools/list' && token !== undefined,
      () => {
        const scope = DEMANDED[refusals % DEMANDED.length] ?? '';
        refusals += 1;
        const challenge = `Bearer error="insufficient_scope", scope="${scope}", resource_metadata="${metadata}"`;
        return {
          status: 403,
          headers: { 'WWW-Authenticate': challenge },
          json: { error: 'insufficient_scope', error_description: `This needs the scope ${scope}` },
        };
      },
    );
    await lab.launch();
    return undefined;
  },
};

/** The first request that was refused with 403 although it bore a token. */
export function firstForbidden(story: Story): Step | undefined {
  return story.of('mcp').find((step) => step.status === 403 && bearerOf(step) !== undefined);
}

/** Authorization requests of a client that had been let in before. */
export function authorizationsAgain(story: Story): Step[] {
  const refused = firstForbidden(story);
  return refused === undefined ? [] : after(story, refused).filter(({ kind }) => kind === 'authorization');
}

/** The first scope that was demanded. */
export const [FIRST_DEMANDED] = DEMANDED;
