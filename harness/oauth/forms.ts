import { decodeEntities } from '../http/positions.ts';

/** A form of a page, as far as a browser would send it by itself. */
export interface Form {
  action: string;
  method: 'GET' | 'POST';
  hidden: [name: string, value: string][];
}

/** The forms of a page, in its order. What a script does to them is not known. */
export function formsOf(html: string, url: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)(?:<\/form>|$)/gi)].flatMap(
    ([, head = '', content = '']) => {
      const given = attribute(head, 'action') ?? '';
      if (!URL.canParse(given, url)) return [];
      const action = given === '' ? url : new URL(given, url).href;
      const method = attribute(head, 'method')?.toUpperCase() === 'POST' ? 'POST' : 'GET';
      return [{ action, method, hidden: hiddenFields(content) }];
    },
  );
}

function hiddenFields(content: string): Form['hidden'] {
  return [...content.matchAll(/<input\b([^>]*)>/gi)].flatMap(([, field = '']) => {
    const name = attribute(field, 'name');
    if (name === undefined || attribute(field, 'type')?.toLowerCase() !== 'hidden') return [];
    return [[name, attribute(field, 'value') ?? ''] satisfies [string, string]];
  });
}

/** The value of an attribute, quoted or not (HTML §13.1.2.3). */
function attribute(head: string, wanted: string): string | undefined {
  const attributes = head.matchAll(/([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g);
  for (const [, name = '', double, single, bare] of attributes) {
    if (name.toLowerCase() === wanted) return decodeEntities(double ?? single ?? bare ?? '');
  }
  return undefined;
}
