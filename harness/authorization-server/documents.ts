import type { HeaderLine, Json } from '../contract.ts';

/** What is answered to a GET of a document. */
export interface DocumentAnswer {
  /** 200 by default. */
  status?: number;
  /** `content-type: application/json` by default. */
  headers?: HeaderLine[];
  body: string;
}

/** A document that can be fetched, at an https URL of its own. */
export interface PublishedDocument {
  readonly url: string;
  /** The same without TLS: what no client identifier may be. */
  readonly plainUrl: string;
  /** How often it was fetched so far. */
  readonly fetches: number;
  /** Answers something else from now on. */
  change(answer: DocumentAnswer | { [member: string]: Json }): void;
}

/** Serves documents on https where the authorization server under test can, and trusts to, read them. */
export interface DocumentHost {
  /** Whether it is elsewhere than on loopback or in a private network, where a server does right to fetch nothing. */
  readonly isPublic: boolean;
  /**
   * @param content The document, or a function of its own URLs that gives it.
   * @param path Below which it stands; a fresh one by default.
   */
  publish(
    content:
      | DocumentAnswer
      | { [member: string]: Json }
      | ((url: string, plainUrl: string) => DocumentAnswer | { [member: string]: Json }),
    path?: string,
  ): PublishedDocument;
  close(): Promise<void>;
}
