import type { Defect } from '../../parts.ts';
import { reading, rememberingRedirectUris } from '../document-reading.ts';

const { madeUp, authorizationRequest } = rememberingRedirectUris();

/** The URL alone is all that a person gets to see. */
export default {
  breaks: 'authorization-server.registration.cimd-fetched',
  title: 'Every URL is a client, whatever its document says',
  alter: reading((url) => Promise.resolve(madeUp(url)), { authorizationRequest }),
} satisfies Defect;
