/** Whether a terminal shows the text of a link and keeps its address behind it (OSC 8). There is no way to ask. */

const PROGRAMS = new Set(['iTerm.app', 'WezTerm', 'ghostty', 'vscode', 'Hyper', 'Tabby', 'rio', 'zed']);

/**
 * True only for terminals that are known to, as others would show no address at all.
 *
 * @param environment Of the process; `FORCE_HYPERLINK` overrules what is guessed.
 */
export function showsLinks(
  stream: { isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const { FORCE_HYPERLINK: forced, TERM: terminal = '', TERM_PROGRAM: program = '' } = environment;
  if (forced !== undefined && forced !== '') return forced !== '0';
  if (stream.isTTY !== true || terminal === 'dumb' || environment['CI'] || environment['NO_COLOR'])
    return false;
  // Inside a multiplexer the variables of the terminal around it say nothing.
  if (environment['TMUX'] || terminal.startsWith('screen')) return false;
  return (
    PROGRAMS.has(program) ||
    Boolean(environment['WT_SESSION']) ||
    /kitty|alacritty|foot|ghostty/.test(terminal) ||
    Number(environment['VTE_VERSION'] ?? 0) >= 5000
  );
}
