import { choices, switches } from '../behaviour.ts';
import type { Endpoint } from '../environment.ts';
import type { MintTemplate } from '../mint-templates.ts';
import type { MockAuthorizationServer } from '../mock.ts';
import type { OutageMode } from '../outage.ts';
import { FormTrouble } from './form.ts';
import type { Form } from './form.ts';
import type { Notice } from './guard.ts';
import { logInAs, removeUser, saveUser } from './people.ts';
import type { Scene } from './scene.ts';

/** Does what a button says and tells what was done. Throws an error whose message is for the user. */
type Action = (scene: Scene, form: Form) => Promise<Done> | Done;
type Done = string | Pick<Notice, 'text' | 'token'>;

/** Every button of the console by the end of its path. What a value may be, the mock says. */
export const actions: Readonly<Record<string, Action>> = {
  'tokens/mint': mintToken,
  'tokens/revoke': ({ mock, tokenNames }, form) => {
    const found = tokenNames.find(form.required('token'));
    if (found === undefined || !mock.tokens.revoke(found.token)) throw gone('token');
    return 'The token is revoked, and the grant behind it.';
  },
  'grants/revoke': ({ mock }, form) => {
    if (!mock.grants.revoke(form.required('grant'))) throw gone('grant');
    return 'The grant is ended, with its codes, access tokens and refresh tokens.';
  },
  'clients/forget': ({ mock }, form) => {
    const id = form.required('client');
    if (!mock.clients.forget(id)) throw gone('client');
    return `The client ${id} is stale: the mock no longer knows it.`;
  },
  'clients/restore': ({ mock }, form) => {
    const id = form.required('client');
    if (!mock.clients.restore(id)) throw gone('forgotten client');
    return `The mock knows the client ${id} again.`;
  },
  'keys/rotate': async ({ mock }, form) => {
    const to = form.text('key');
    const keepOld = form.text('old') !== 'drop';
    const { kid } = await mock.keys.rotate({ keepOld, ...(to === undefined ? {} : { to }) });
    return `The key ${kid} signs now; the one before is ${keepOld ? 'still' : 'no longer'} published.`;
  },
  'keys/add': async ({ mock }, form) => {
    const published = form.text('published') !== 'no';
    const { kid } = await mock.keys.add({ published });
    return `The key ${kid} is there${published ? ' and published' : ', but not published'}; it does not sign yet.`;
  },
  'keys/retire': ({ mock }, form) => {
    const kid = form.required('key');
    if (!mock.keys.retire(kid)) throw gone('published key');
    return `The key ${kid} is no longer published.`;
  },
  'outages/start': startOutage,
  'outages/end': async ({ mock }, form) => {
    if (!(await mock.outages.end(Number(form.required('outage'))))) throw gone('outage');
    return 'The outage is over.';
  },
  'outages/end-all': async ({ mock }) => {
    await mock.outages.endAll();
    return 'All outages are over.';
  },
  'clock/advance': ({ mock }, form) => {
    mock.clock.advance(form.number('seconds') ?? 0);
    return `The clock shows ${timeOf(mock)}.`;
  },
  'clock/set': ({ mock }, form) => {
    mock.clock.set(form.required('time'));
    return `The clock shows ${timeOf(mock)}.`;
  },
  'clock/reset': ({ mock }) => {
    mock.clock.reset();
    return 'The clock shows the time of this machine.';
  },
  'users/save': saveUser,
  'users/remove': removeUser,
  'users/log-in': logInAs,
  'settings/save': saveSettings,
  'resources/save': saveResource,
  'state/load': async ({ mock }, form) => {
    await mock.loadState(parseState(form.required('state')));
    return 'The saved state is in place.';
  },
  reset: async ({ mock, exchanges }) => {
    await mock.reset();
    exchanges.clear();
    return 'The mock is as it was right after the start.';
  },
  'traffic/clear': ({ exchanges }) => {
    exchanges.clear();
    return 'The list of traffic is empty.';
  },
  'suite/run': ({ suite }, form) => {
    if (suite === undefined) throw new FormTrouble('This console has no suite to run.');
    suite.start({ url: form.required('url'), way: form.required('way') });
    return 'The run has begun.';
  },
  'suite/stop': ({ suite }) => {
    suite?.stop();
    return 'The run ends; what was found is kept.';
  },
};

const gone = (what: string): FormTrouble => new FormTrouble(`There is no such ${what} any more.`);

const timeOf = ({ clock }: MockAuthorizationServer): string => new Date(clock.now()).toISOString();

async function mintToken({ mock }: Scene, form: Form): Promise<Done> {
  const given = {
    resource: form.text('resource'),
    subject: form.text('subject'),
    clientId: form.text('client'),
    scopes: form.items('scopes'),
    expiresIn: form.number('expiresIn'),
    audience: audienceOf(form.items('audience')),
    claims: parseClaims(form.text('claims')),
  };
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  // The mock refuses a template that it does not have.
  const template = (form.text('template') ?? 'good') as MintTemplate;
  const token = await mock.mint({ template, ...stated });
  return { text: `Minted: ${template}.`, token };
}

function audienceOf(items: string[] | undefined): string | string[] | undefined {
  return items?.length === 1 ? items[0] : items;
}

function parseClaims(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  const parsed = parseJson(text, 'claims');
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new FormTrouble('claims must be a JSON object, such as {"roles": ["admin"]}.');
  }
  return { ...parsed };
}

const parseState = (text: string): unknown => parseJson(text, 'state');

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new FormTrouble(`${name} is no JSON.`);
  }
}

async function startOutage({ mock }: Scene, form: Form): Promise<string> {
  // What these may be is for the mock to say; here they only get their types.
  const mode = form.required('mode') as OutageMode;
  const endpoints = form.all('endpoint') as Endpoint[];
  const numbers = ['times', 'probability', 'duration', 'delay', 'retryAfter'] as const;
  const stated = numbers.flatMap((name) => {
    const value = form.number(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  await mock.outages.start({
    mode,
    ...(endpoints.length === 0 ? {} : { endpoint: endpoints }),
    ...Object.fromEntries(stated),
  });
  return `Outage ${mode} for ${endpoints.length === 0 ? 'every endpoint' : endpoints.join(', ')}.`;
}

function saveSettings({ mock }: Scene, form: Form): string {
  const before = mock.settings();
  const wanted = {
    ...Object.fromEntries(Object.keys(choices).map((name) => [name, form.text(name)])),
    ...Object.fromEntries(switches.map((name) => [name, form.isChecked(name)])),
    approval: form.text('approval'),
    subject: form.text('subject'),
  };
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && value !== before[name as keyof typeof before],
  );
  if (changed.length === 0) return 'Nothing was changed.';
  mock.configure(Object.fromEntries(changed));
  return `Changed: ${changed.map(([name]) => name).join(', ')}.`;
}

/** Only what differs is sent: a scope that is listed again as a mere name would lose its description. */
function saveResource({ mock }: Scene, form: Form): string {
  const id = form.required('resource');
  const before = mock.resources.find(id);
  if (before === undefined) throw gone('MCP server');
  const wanted = {
    url: form.text('url'),
    scopes: form.items('scopes'),
    accessTokenLifetime: form.number('accessTokenLifetime'),
    authorizationServers: form.items('authorizationServers'),
    dynamicRegistration: form.isChecked('dynamicRegistration'),
    clientIdMetadataDocuments: form.isChecked('clientIdMetadataDocuments'),
  };
  const changed = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof wanted]),
  );
  if (changed.length === 0) return 'Nothing was changed.';
  mock.resources.update(id, Object.fromEntries(changed.map(([name, value]) => [name, value ?? null])));
  return `Changed for ${id}: ${changed.map(([name]) => name).join(', ')}.`;
}
