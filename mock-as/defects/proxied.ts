import type { ProxyParts } from '../proxy/index.ts';

/** For lies about the page of a proxy: it is known by what stands in its URL, whichever browser comes. */
export const anyBrowser: ProxyParts['details'] = (provider, _ctx, uid) => provider.Interaction.find(uid);
