import type { Style } from '../parts.ts';

export default {
  title: 'The audience is a list, in which the resource has a second name',
  options: { audience: 'array', audienceResourceId: true },
} satisfies Style;
