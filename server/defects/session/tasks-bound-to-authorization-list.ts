import type { Defect } from '../../parts.ts';

/** Each task is guarded well, and the list tells of all. */
export default {
  breaks: 'server.session.tasks-bound-to-authorization',
  title: 'tasks/list shows the tasks of everyone',
  style: 'tasks',
  alter: (parts) => ({
    mayUseTask: (method, owner, caller) => method === 'tasks/list' || parts.mayUseTask(method, owner, caller),
  }),
} satisfies Defect;
