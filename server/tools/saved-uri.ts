import type { Access, Setup } from '../types.ts';
import { isObject } from '../verify/upstream.ts';

/** One resource for each user: what he saved. */
export const SAVED_TEMPLATE = 'web-search://saved/{owner}';
const START = SAVED_TEMPLATE.replace('{owner}', '');

export function savedUri(subject: string): string {
  return START + Buffer.from(subject).toString('base64url');
}

/** The variable of the template, as the subject that it stands for. */
export function ownerOf(variable: string): string {
  return Buffer.from(variable, 'base64url').toString('utf8');
}

/**
 * The message without subscriptions to what the caller may not read: that something happened there is none of his
 * business either. The acknowledgment then tells which are left (2026-07-28 basic/patterns/subscriptions).
 */
export function withOwnSubscriptions(body: unknown, access: Access, { parts }: Setup): unknown {
  if (!isObject(body) || body['method'] !== 'subscriptions/listen') return body;
  const params = isObject(body['params']) ? body['params'] : {};
  const filter = isObject(params['notifications']) ? params['notifications'] : {};
  const { resourceSubscriptions: wanted } = filter;
  if (!Array.isArray(wanted)) return body;
  const subject = parts.subjectOf(access, { arguments: {}, meta: {} });
  const own = wanted.filter(
    (uri) =>
      typeof uri === 'string' &&
      subject !== undefined &&
      uri.startsWith(START) &&
      parts.mayReadSaved(subject, ownerOf(uri.slice(START.length))),
  );
  return { ...body, params: { ...params, notifications: { ...filter, resourceSubscriptions: own } } };
}
