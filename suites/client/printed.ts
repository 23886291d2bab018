import { ok, violation, type Judgement, type Story } from '../../harness/index.ts';

/** Secrets are pseudonyms in output and record alike, so they are recognised without being known. */
const PSEUDONYM = /‹(\w+):[0-9a-f]+›/g;
/** What a client may well show: a session is no credential, and a cookie is not of this flow. */
const HARMLESS = /^(?:session_id|cookie|cut)/;

/** Of what stands in the output, only what went over the wire is surely a secret. */
export function nothingSecretPrinted({ launches, steps }: Story): Judgement {
  const sent = new Set(steps.flatMap(({ exchange }) => JSON.stringify(exchange).match(PSEUDONYM) ?? []));
  for (const { attempt, output } of launches) {
    const printed = [...output.matchAll(PSEUDONYM)].filter(
      ([pseudonym, kind = '']) => sent.has(pseudonym) && !HARMLESS.test(kind),
    );
    const kinds = [...new Set(printed.map(([, kind = '']) => kind.replaceAll('_', ' ')))];
    if (kinds.length > 0)
      return violation('no credential in the output', `in attempt ${attempt} it holds: ${kinds.join(', ')}`);
  }
  return ok;
}
