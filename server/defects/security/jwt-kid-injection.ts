import type { Defect } from '../../parts.ts';
import { posix } from 'node:path';
import { unverifiedClaims } from '../../verify/jwt.ts';
import { isHmacOf } from '../tricks.ts';

/** The kid is a file name, and files outside of the folder are keys too. */
export default {
  breaks: 'server.security.jwt-kid-injection',
  title: 'The kid is joined to a folder, so that an empty file serves as the secret',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const unverified = unverifiedClaims(token);
      const kid = String(unverified?.header['kid']);
      const isEmptyFile = posix.resolve('/etc/keys', kid) === '/dev/null';
      if (unverified !== undefined && isEmptyFile && isHmacOf(token, ''))
        return { kind: 'verified', ...unverified };
      return parts.verifySignature(token, setup);
    },
  }),
} satisfies Defect;
