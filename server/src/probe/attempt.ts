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

/** What came back: the status, with where a redirect leads, or why nothing did. */
export type Answer = { readonly status: number; readonly location?: string } | { readonly failure: string };

/**
 * What an answer says about the request: it was let in; it was refused; the server failed over it or gave no answer; or it has to be sent
 * to another address of the same endpoint, which is not done.
 */
export type Judgement = 'accepted' | 'refused' | 'failed' | 'moved';

/** `missing`: the server knows none of the spellings of the endpoint's path. `unfinished`: the time was over, or the run was cancelled. */
export type Outcome = Judgement | 'missing' | 'unfinished';

/** Milliseconds that all endpoints of one run may take together; each request has a limit of its own. */
export const longestRun = 120_000;

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
