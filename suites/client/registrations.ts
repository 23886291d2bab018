/** What clients say of themselves when they register. */
import { doesNotApply, firstProblem, unclear, type Judgement, type Story } from '../../harness/index.ts';

/** Judges each registration request of a client; who knows another way in is not asked for one. */
export function eachRegistration(
  story: Story,
  judge: (sent: Readonly<Record<string, unknown>>) => Judgement,
): Judgement {
  const made = story.of('registration');
  if (made.length > 0) return firstProblem(made.map(({ sent }) => judge(sent)));
  return noRegistration(story);
}

/** Why there is nothing to judge of a client that has sent no registration. */
export function noRegistration(story: Story): Judgement {
  return story.of('authorization').length > 0
    ? doesNotApply('The client does not register dynamically.')
    : unclear(`${story.summary}, and did not register.`);
}

/** The redirect URIs in a registration, as far as they are text. */
export function redirectUrisOf(sent: Readonly<Record<string, unknown>>): string[] {
  const uris = sent['redirect_uris'];
  return Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : [];
}
