import type { Defect } from '../../parts.ts';

/** A task is looked up by its id, and whoever knows that has it. */
export default {
  breaks: 'server.session.tasks-bound-to-authorization',
  title: 'Tasks are found by their id alone',
  style: 'tasks',
  alter: (parts) => ({
    mayUseTask: (method, owner, caller) =>
      method === 'tasks/list' ? parts.mayUseTask(method, owner, caller) : true,
  }),
} satisfies Defect;
