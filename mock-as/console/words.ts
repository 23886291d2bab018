/** Numbers and times as the pages write them. */

export type Tone = 'good' | 'plain' | 'warn' | 'bad';

/** `14:03:09.120`, in the time zone of this machine. */
export function clockTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits);
  return `${hours ?? ''}:${minutes ?? ''}:${seconds ?? ''}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `2027-01-31T12:00:00Z`. */
export function isoSeconds(milliseconds: number): string {
  return isoTime(milliseconds).replace(/\.\d+Z$/, 'Z');
}

export function isoTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? 'no date' : date.toISOString();
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `12 ms`, `1.4 s`. */
export function took(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** Seconds as `3 h 20 min`; the two largest units. */
export function span(seconds: number): string {
  const rest = Math.abs(Math.round(seconds));
  const units = [
    [Math.floor(rest / 86_400), 'd'],
    [Math.floor(rest / 3_600) % 24, 'h'],
    [Math.floor(rest / 60) % 60, 'min'],
    [rest % 60, 's'],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  return units
    .slice(first, first + 2)
    .flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : []))
    .join(' ');
}

export function toneOfStatus(status: number | undefined): Tone {
  if (status === undefined || status >= 500) return 'bad';
  if (status >= 400) return 'warn';
  return status >= 300 ? 'plain' : 'good';
}

/** An HTTP message as text: first line, header lines, blank line, body. */
export function messageText(
  firstLine: string,
  headers: readonly (readonly [name: string, value: string])[],
  body: string | undefined,
): string {
  const lines = [firstLine, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return body === undefined || body === '' ? lines.join('\n') : `${lines.join('\n')}\n\n${body}`;
}

/** Cuts long text. */
export function short(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
