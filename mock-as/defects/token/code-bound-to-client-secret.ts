import type { Defect } from '../../parts.ts';

/** Who authenticates is trusted; only public clients are compared. */
export default {
  breaks: 'authorization-server.token.code-bound-to-client',
  title: 'A client with a secret may redeem the code of another one',
  alter: () => ({
    provider: (_environment, { AuthorizationCode, Grant, constructor }) => {
      for (const model of [AuthorizationCode, Grant]) trust(model, constructor as Current);
    },
  }),
} satisfies Defect;

interface Current {
  ctx?: { oidc?: { route?: string; client?: { clientId: string; clientAuthMethod?: string } } };
}

interface Model {
  find: (...parameters: never[]) => Promise<{ clientId?: string | undefined } | undefined>;
}

function trust(model: object, current: Current): void {
  const { find } = model as Model;
  (model as Model).find = async function (this: unknown, ...parameters) {
    const found = await find.apply(this, parameters);
    const { route, client } = current.ctx?.oidc ?? {};
    const isTrusted = route === 'token' && client !== undefined && client.clientAuthMethod !== 'none';
    if (found !== undefined && isTrusted) found.clientId = client.clientId;
    return found;
  };
}
