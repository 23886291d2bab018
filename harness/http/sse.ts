/** One event of a stream, as a browser would dispatch it. */
export interface StreamEvent {
  /** `message` unless the stream names another. */
  type: string;
  data: string;
  /** The last `id` that the stream has set, this event's or an earlier one's; empty when none was. */
  lastEventId: string;
}

/**
 * Parses the body of a `text/event-stream` response (HTML Living Standard §9.2.6, «Interpreting an event stream»).
 * An event that no blank line ends is not dispatched, and neither is one without data.
 */
export function parseEvents(body: string): StreamEvent[] {
  const events: StreamEvent[] = [];
  let data: string[] = [];
  let type = '';
  let lastEventId = '';
  const lines = body.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  // What follows the last line end is not a line yet.
  for (const line of lines.slice(0, -1)) {
    if (line === '') {
      if (data.join('\n') !== '')
        events.push({ type: type || 'message', data: data.join('\n'), lastEventId });
      data = [];
      type = '';
      continue;
    }
    const { field, value } = splitField(line);
    if (field === 'data') data.push(value);
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) lastEventId = value;
  }
  return events;
}

/** A comment has an empty field name; of the spaces after the colon only the first goes away. */
function splitField(line: string): { field: string; value: string } {
  const colon = line.indexOf(':');
  if (colon === -1) return { field: line, value: '' };
  const value = line.slice(colon + 1);
  return { field: line.slice(0, colon), value: value.startsWith(' ') ? value.slice(1) : value };
}

/** The ids of a stream's events, an event without data included: it only gives the stream a beginning to resume from. */
export function eventIds(body: string): string[] {
  const lines = body.split(/\r\n|\r|\n/).slice(0, -1);
  const ids = lines.map(splitField).filter(({ field, value }) => field === 'id' && value !== '');
  return ids.map(({ value }) => value);
}
