import { z } from 'zod';
import type { Organization, User } from '../../people.ts';
import { organization, text, user } from '../../schemas.ts';
import { notFound, Problem } from '../problem.ts';
import { route } from '../route.ts';

const parameters = z.object({ id: text });

export const peopleRoutes = [
  route({
    method: 'GET',
    path: '/users',
    id: 'people.users',
    summary: 'The people who can log in',
    answer: z.object({ users: z.array(user) }),
    handle: ({ mock }) => ({ users: mock.people.users() }),
  }),
  route({
    method: 'GET',
    path: '/users/{id}',
    id: 'people.findUser',
    summary: 'One user',
    parameters,
    failures: { 404: 'There is no such user.' },
    answer: user,
    handle: ({ mock }, { path: { id } }) => {
      const found = mock.people.findUser(id);
      if (found === undefined) throw notFound('user', id);
      return found;
    },
  }),
  route({
    method: 'PUT',
    path: '/users/{id}',
    id: 'people.saveUser',
    summary: 'Add a user, or replace the one with that id',
    parameters,
    body: user.omit({ id: true }),
    handle: ({ mock }, { path: { id }, body }) => mock.people.saveUser({ ...body, id } as User),
  }),
  route({
    method: 'DELETE',
    path: '/users/{id}',
    id: 'people.removeUser',
    summary: 'Remove a user',
    parameters,
    failures: { 404: 'There is no such user.' },
    handle: ({ mock }, { path: { id } }) => {
      if (!mock.people.removeUser(id)) throw notFound('user', id);
    },
  }),
  route({
    method: 'GET',
    path: '/organizations',
    id: 'people.organizations',
    summary: 'The tenants of the environment',
    answer: z.object({ organizations: z.array(organization) }),
    handle: ({ mock }) => ({ organizations: mock.people.organizations() }),
  }),
  route({
    method: 'PUT',
    path: '/organizations/{id}',
    id: 'people.saveOrganization',
    summary: 'Add an organization, or replace the one with that id',
    parameters,
    body: organization.omit({ id: true }),
    handle: ({ mock }, { path: { id }, body }) =>
      mock.people.saveOrganization({ ...body, id } as Organization),
  }),
  route({
    method: 'DELETE',
    path: '/organizations/{id}',
    id: 'people.removeOrganization',
    summary: 'Remove an organization that nobody belongs to',
    parameters,
    failures: { 404: 'There is no such organization.', 409: 'A user belongs to it.' },
    handle: ({ mock }, { path: { id } }) => {
      const member = mock.people.users().find((one) => one.organization === id);
      if (member !== undefined) {
        throw new Problem(409, `The user ${member.id} belongs to the organization ${id}.`);
      }
      if (!mock.people.removeOrganization(id)) throw notFound('organization', id);
    },
  }),
];
