import { describe, expect, it } from 'vitest';
import { inertMarkup, isLive } from './markup.ts';

const markup = inertMarkup();
const { name, text } = markup;
const quoted = text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const escaped = quoted.replaceAll('"', '&quot;').replaceAll("'", '&#39;');

describe('isLive', () => {
  it.each([
    ['an element', `<p>Unknown client ${text}</p>`],
    ['an element in capitals', `<p>${text.toUpperCase()}</p>`],
    ['an element alone', `<p><${name}></p>`],
    ['an attribute that a quote ends', `<input value="${quoted}">`],
    ['an attribute that an apostrophe ends', `<input value='${quoted.replaceAll('"', '&quot;')}'>`],
  ])('finds %s', (_, body) => {
    expect(isLive(markup, body, 'text/html; charset=utf-8')).toBe(true);
    expect(isLive(markup, body, undefined)).toBe(true);
  });

  it.each([
    ['escaped text', `<p>Unknown client ${escaped}</p>`, 'text/html'],
    ['escaped brackets in a text', `<p>Unknown client ${quoted}</p>`, 'text/html'],
    ['an escaped attribute', `<input value="${escaped}">`, 'text/html'],
    ['a page without it', '<p>Unknown client</p>', 'text/html'],
    ['JSON', JSON.stringify({ error_description: text }), 'application/json'],
    ['plain text', text, 'text/plain'],
  ])('leaves %s alone', (_, body, type) => expect(isLive(markup, body, type)).toBe(false));
});
