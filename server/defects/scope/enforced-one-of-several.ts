import type { Defect } from '../../parts.ts';

/** Each scope stands for something that the others do not permit. */
export default {
  breaks: 'server.scope.enforced',
  title: 'One of the needed scopes is enough',
  alter: (parts) => ({
    coversScopes: (granted, required) =>
      required.length === 0 || required.some((scope) => parts.coversScopes(granted, [scope])),
  }),
} satisfies Defect;
