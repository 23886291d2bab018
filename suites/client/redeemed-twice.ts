import { violation, type Judgement, type Step } from '../../harness/index.ts';

/**
 * The same refresh token in more than one token request: where tokens rotate, the second use revokes the whole family
 * (RFC 9700 §4.14.2). Undefined when there is none.
 */
export function redeemedTwice(refreshes: readonly Step[]): Judgement | undefined {
  const used = new Map<string, number>();
  for (const { parameters } of refreshes) {
    const token = parameters['refresh_token'] ?? '';
    used.set(token, (used.get(token) ?? 0) + 1);
  }
  const [again] = [...used].filter(([, times]) => times > 1);
  return again === undefined
    ? undefined
    : violation('each refresh token is used once', `${again[0]} is sent ${again[1]} times`);
}
