import { randomBytes } from 'node:crypto';

/** Markup that does nothing, and by which one sees whether a page took it for its own. */
export interface Markup {
  /** The name of its element. */
  name: string;
  /** What is sent: it leaves an attribute and a text alike, if it is let. */
  text: string;
}

export function inertMarkup(): Markup {
  const name = `mcp${randomBytes(5).toString('hex')}`;
  return { name, text: `${name}"'><${name}>` };
}

/** Whether a browser would read the markup as part of the page. JSON and plain text are no pages. */
export function isLive({ name }: Markup, body: string, contentType: string | undefined): boolean {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? 'text/html';
  if (!/^(?:text\/html|application\/xhtml\+xml|image\/svg\+xml|(?:text|application)\/xml)$/.test(type))
    return false;
  // A quote ends an attribute also where angle brackets are escaped.
  const leaves = new RegExp(`=\\s*"[^"<>]*${name}"'|=\\s*'[^'<>]*${name}(?:"|&quot;|&#34;|&#x22;)'`, 'i');
  return body.toLowerCase().includes(`<${name}>`) || leaves.test(body);
}
