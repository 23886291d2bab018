import { identifier } from '../identifiers.ts';
import type { User } from '../people.ts';
import { FormTrouble } from './form.ts';
import type { Form } from './form.ts';
import type { Scene } from './scene.ts';

/** The model of `users`. */
export function usersPage({ mock }: Scene): object {
  const { subject } = mock.settings();
  return {
    organizations: mock.people.organizations().map(({ id, name }) => ({ id, title: name ?? id })),
    users: mock.people.users().map((user) => ({
      id: user.id,
      title: user.name ?? user.email ?? user.id,
      isSubject: user.id === subject,
      facts: [
        ['E-mail', user.email],
        ['Organization', user.organization ?? mock.people.organization],
        ['Roles', user.roles?.join(' ')],
        ['Permissions', user.permissions?.join(' ')],
        ['Id in your own system', user.external_id],
        ['Further claims', user.custom_claims === undefined ? undefined : JSON.stringify(user.custom_claims)],
      ].filter(([, value]) => value !== undefined && value !== ''),
    })),
  };
}

/** Adds a user, or replaces the one with that id; what the form does not ask for stays as it was. */
export function saveUser({ mock: { people } }: Scene, form: Form): string {
  const id = form.text('id') ?? identifier('usr');
  const before = people.findUser(id);
  const given = {
    email: form.text('email'),
    name: form.text('name'),
    organization: form.text('organization'),
    roles: form.items('roles'),
    permissions: form.items('permissions'),
  };
  const { external_id: externalId, custom_claims: claims } = before ?? {};
  const user = {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(externalId === undefined ? {} : { external_id: externalId }),
    ...(claims === undefined ? {} : { custom_claims: claims }),
    id,
  } satisfies User;
  people.saveUser(user);
  return before === undefined ? `The user ${id} is there.` : `The user ${id} is changed.`;
}

export function removeUser({ mock: { people } }: Scene, form: Form): string {
  const id = form.required('user');
  if (!people.removeUser(id)) throw new FormTrouble('There is no such user any more.');
  return `The user ${id} is deleted; tokens that name it stay as they are.`;
}

/** Whom automatic approval logs in. */
export function logInAs({ mock }: Scene, form: Form): string {
  const id = form.required('user');
  if (mock.people.findUser(id) === undefined) throw new FormTrouble('There is no such user any more.');
  mock.configure({ subject: id });
  return `Automatic approval logs in ${id} from now on.`;
}
