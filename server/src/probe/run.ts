import type { Cancellation, EndpointReport } from '../engine/report';
import type { Answer, Attempt, Base, Send } from './attempt';
import { battery } from './battery';

/** What an answer says about the request: it was let in, it was refused, or neither can be told (redirects, bad requests, failures). */
export type Judgement = 'accepted' | 'refused' | 'unclear';

/** One request with what became of it. */
export interface Probed {
  readonly attempt: Attempt;
  readonly answer: Answer;
  readonly judgement: Judgement;
}

/** `missing`: the server knows none of the spellings of its path. */
export type Outcome = 'accepted' | 'refused' | 'unclear' | 'missing';

/** What the probe of one endpoint showed. */
export interface Probe {
  readonly outcome: Outcome;
  readonly requests: readonly Probed[];
}

/** Milliseconds that all endpoints of one run may take together; each request has a limit of its own. */
export const longestRun = 120_000;

const refusals = new Set([401, 403, 404, 405, 407, 410, 421, 429]);

/** Sends an endpoint what it must refuse, one request after the other. */
export async function probe(report: EndpointReport, base: Base, send: Send, cancel?: Cancellation): Promise<Probe> {
  const requests: Probed[] = [];
  for (const attempt of battery(report)) {
    if (cancel?.isCancellationRequested === true) break;
    const sent = { ...attempt, target: `${base.path}${attempt.target}` };
    const answer = await send(base, sent);
    const judgement = judge(answer);
    requests.push({ attempt: sent, answer, judgement });
    // What anyone may do needs no tricks, and each further request would run the job again. A server that is gone stays gone.
    if ('failure' in answer || (judgement === 'accepted' && requests.length === 1)) break;
  }
  return { outcome: outcomeOf(requests), requests };
}

/** Judges one answer by its status. */
export function judge(answer: Answer): Judgement {
  if ('failure' in answer) return 'unclear';
  if (answer.status >= 200 && answer.status < 300) return 'accepted';
  return refusals.has(answer.status) ? 'refused' : 'unclear';
}

function outcomeOf(requests: readonly Probed[]): Outcome {
  const has = (judgement: Judgement): boolean => requests.some((request) => request.judgement === judgement);
  if (has('accepted')) return 'accepted';
  if (has('unclear') || requests.length === 0) return 'unclear';
  return requests.every(({ answer }) => 'status' in answer && answer.status === 404) ? 'missing' : 'refused';
}
