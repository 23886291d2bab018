import type { Environment } from './environment.ts';

/** Revokes an access token and ends the grant that it came of (RFC 7009 §2.1). False when it was not issued here. */
export function revokeToken({ tokens, store }: Environment, token: string): boolean {
  const issued = tokens.find(token);
  if (issued === undefined) return false;
  tokens.markRevoked(token);
  if (issued.handle !== undefined) store.destroy(issued.handle.model, issued.handle.id);
  if (issued.grantId !== undefined) store.endGrant(issued.grantId);
  return true;
}
