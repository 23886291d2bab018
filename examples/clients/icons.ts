import type { Session } from './parts.ts';

/** Shows the icons of the tools, as far as they are there. */
export async function showIcons(session: Session, listing: unknown): Promise<void> {
  const { tools = [] } = (listing ?? {}) as { tools?: { icons?: { src: string }[] }[] };
  for (const { src } of tools.flatMap(({ icons = [] }) => icons)) {
    if (/^https?:/.test(src)) await session.parts.fetchIcon(session, src).catch(() => undefined);
  }
}

/** MCP 2025-11-25 «icons»: without credentials, wherever it is. */
export async function fetchIcon(session: Session, url: string): Promise<void> {
  const response = await session.fetch(url, { headers: { accept: 'image/*' }, redirect: 'error' });
  await response.body?.cancel();
}
