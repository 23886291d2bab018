import { expect, it } from 'vitest';
import { showsLinks } from './links.ts';

const terminal = { isTTY: true };

it('trusts only terminals that are known to show links', () => {
  expect(showsLinks(terminal, { TERM_PROGRAM: 'iTerm.app' })).toBe(true);
  expect(showsLinks(terminal, { VTE_VERSION: '7006' })).toBe(true);
  expect(showsLinks(terminal, { TERM: 'xterm-kitty' })).toBe(true);
  expect(showsLinks(terminal, { WT_SESSION: 'a' })).toBe(true);
  expect(showsLinks(terminal, { TERM: 'xterm-256color', VTE_VERSION: '4200' })).toBe(false);
  expect(showsLinks(terminal, { TERM_PROGRAM: 'Apple_Terminal' })).toBe(false);
});

it('is off where nobody follows links, or nobody wants escape sequences', () => {
  const known = { TERM_PROGRAM: 'vscode' };
  expect(showsLinks({}, known)).toBe(false);
  expect(showsLinks({ isTTY: false }, known)).toBe(false);
  for (const more of [{ CI: '1' }, { NO_COLOR: '1' }, { TERM: 'dumb' }, { TMUX: '/tmp/x' }])
    expect(showsLinks(terminal, { ...known, ...more })).toBe(false);
});

it('does as it is told', () => {
  expect(showsLinks({}, { FORCE_HYPERLINK: '1' })).toBe(true);
  expect(showsLinks(terminal, { FORCE_HYPERLINK: '0', TERM_PROGRAM: 'vscode' })).toBe(false);
});
