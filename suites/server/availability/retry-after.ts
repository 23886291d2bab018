import { doesNotApply, gatherOutage, headerOf, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.retry-after',
  title: 'The 503 of an outage says when to try again',
  needs: ['mint', 'outage', 'restart'],
  exclusive: true,
  probe: async (server) => {
    const { unverifiable } = await gatherOutage(server, { mode: 'refused' });
    return { unverifiable };
  },
  judge: ({ unverifiable: { response } }) => {
    if (response.status !== 503)
      return doesNotApply(`The outage was answered HTTP ${response.status}; another check judges that.`);
    const value = headerOf(response.headers, 'retry-after');
    const expected = 'Retry-After with seconds or an HTTP date (RFC 9110 §10.2.3)';
    if (value === undefined) return violation(expected, 'no Retry-After');
    return isDelay(value) ? ok : violation(expected, `Retry-After: ${value}`);
  },
});

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '\\d\\d:\\d\\d:\\d\\d';
/** RFC 9110 §5.6.7: the preferred form of a date, then the two obsolete ones. */
const FORMS = [
  '\\d+',
  `${DAY}, \\d\\d ${MONTH} \\d{4} ${TIME} GMT`,
  `${DAY}[a-z]*day, \\d\\d-${MONTH}-\\d\\d ${TIME} GMT`,
  `${DAY} ${MONTH} [ \\d]\\d ${TIME} \\d{4}`,
].map((form) => new RegExp(`^${form}$`));

function isDelay(value: string): boolean {
  return FORMS.some((form) => form.test(value.trim()));
}
