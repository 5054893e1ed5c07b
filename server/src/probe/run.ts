import type { Cancellation, EndpointReport } from '../engine/report';
import type { Answer, Attempt, Base, Judgement, Outcome, Send } from './attempt';
import { battery } from './battery';

/** One request with what became of it. */
export interface Probed {
  readonly attempt: Attempt;
  readonly answer: Answer;
  readonly judgement: Judgement;
}

/** What the probe of one endpoint showed. */
export interface Probe {
  readonly outcome: Outcome;
  readonly requests: readonly Probed[];
}

/** Sends an endpoint what it must refuse, one request after the other, until the run is over. */
export async function probe(report: EndpointReport, base: Base, send: Send, cancel?: Cancellation): Promise<Probe> {
  const requests: Probed[] = [];
  for (const attempt of battery(report)) {
    if (cancel?.isCancellationRequested === true) return { outcome: outcomeOf(requests, false), requests };
    const sent = { ...attempt, target: `${base.path}${attempt.target}` };
    const answer = await send(base, sent);
    const judgement = judge(answer, sent);
    requests.push({ attempt: sent, answer, judgement });
    // What anyone may do needs no tricks, and each further request would run the job again. A server that is gone stays gone.
    if ('failure' in answer || (judgement === 'accepted' && requests.length === 1)) break;
  }
  return { outcome: outcomeOf(requests, true), requests };
}

/** Judges one answer by its status, and a redirect by where it leads: to a page for signing in, say, or to the endpoint itself. */
export function judge(answer: Answer, { target }: Pick<Attempt, 'target'>): Judgement {
  if ('failure' in answer || answer.status >= 500) return 'failed';
  if (answer.status < 300) return 'accepted';
  const path = pathOf(target);
  const leadsTo = answer.status < 400 && answer.location !== undefined ? pathOf(answer.location) : undefined;
  return leadsTo === path || leadsTo === `${path}/` ? 'moved' : 'refused';
}

/** Without what names the server, and without the query. */
function pathOf(address: string): string {
  return address.replace(/^(?:https?:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/, '');
}

/** The worst of the answers; that all were refusals is only known when all requests were sent. */
function outcomeOf(requests: readonly Probed[], isFinished: boolean): Outcome {
  const has = (judgement: Judgement): boolean => requests.some((request) => request.judgement === judgement);
  if (has('accepted')) return 'accepted';
  if (!isFinished) return 'unfinished';
  if (has('failed')) return 'failed';
  if (has('moved')) return 'moved';
  return requests.every(({ answer }) => 'status' in answer && answer.status === 404) ? 'missing' : 'refused';
}
