import type { Defect } from '../../parts.ts';

/** Splits at spaces and takes the second part. */
export default {
  breaks: 'server.error.malformed-authorization',
  title: 'What follows the token and a space is not looked at',
  alter: (parts) => ({
    readCredentials: (request) => {
      const lines = request.headersDistinct['authorization'] ?? [];
      const token = lines.length === 1 ? /^bearer ([^ ,]+) /i.exec(lines[0] ?? '')?.[1] : undefined;
      return token === undefined ? parts.readCredentials(request) : { kind: 'token', token };
    },
  }),
} satisfies Defect;
