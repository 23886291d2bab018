import type { Defect } from '../../parts.ts';

/** To read another one's task is refused, to end it is not. */
export default {
  breaks: 'server.session.tasks-bound-to-authorization',
  title: 'Anyone may cancel a task',
  style: 'tasks',
  alter: (parts) => ({
    mayUseTask: (method, owner, caller) =>
      method === 'tasks/cancel' || parts.mayUseTask(method, owner, caller),
  }),
} satisfies Defect;
