import type { HttpMethod } from '../model/endpoint';

/** One request of a probe. None carries a credential that any endpoint should accept. */
export interface Attempt {
  /** What it pretends or tries, in words: `no credential`, `"Bearer undefined"`. */
  readonly title: string;
  readonly method: HttpMethod;
  /** Path and query exactly as they stand in the request line. */
  readonly target: string;
  /** By lower case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What came back: the status, or why nothing did. */
export type Answer = { readonly status: number } | { readonly failure: string };

/** Sends one request to the server under test and waits for the head of the answer; never rejects, follows no redirect. */
export type Send = (base: Base, attempt: Attempt) => Promise<Answer>;

/** The server under test. */
export interface Base {
  readonly protocol: 'http:' | 'https:';
  /** Without brackets around an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** What precedes every path; empty or without a slash at its end. */
  readonly path: string;
  /** As people write it. */
  readonly text: string;
}
