import { RequestType, type CancellationToken } from 'vscode-languageserver';
import { fromClientUri } from '../host/uri';
import type { Send } from '../probe/attempt';
import { readBase } from '../probe/base';
import { probe } from '../probe/run';
import { requestInWords } from '../report/probe';
import { guarded } from './guarded';
import { probeRequest, type ProbeAnswer, type ProbeParams } from './messages';
import type { ServerState } from './state';

/** Answers requests to probe an endpoint; the client has asked its user before. */
export function serveProbe(state: ServerState, send: Send | undefined): void {
  const answer = async (params: ProbeParams, token: CancellationToken): Promise<ProbeAnswer> => {
    if (send === undefined) return { problem: 'A browser cannot send these requests; the desktop and "zero-trust-cron probe" can.' };
    const base = readBase(params.baseUrl, params.allowedHosts);
    if ('problem' in base) return { problem: `${base.problem}.` };
    await state.ready;
    const report = await state.folders.of(fromClientUri(params.uri))?.report();
    const found = report?.endpoints.find(({ endpoint }) => endpoint.id === params.id);
    if (found === undefined) return { problem: 'The endpoint is no longer there.' };
    const result = await probe(found, base, send, token);
    const requests = result.requests.map((one) => ({ judgement: one.judgement, words: requestInWords(one, result) }));
    return { outcome: result.outcome, requests };
  };
  state.connection.onRequest(
    new RequestType<ProbeParams, ProbeAnswer, void>(probeRequest),
    guarded<ProbeParams, ProbeAnswer>(state.log, 'A probe', answer, { problem: 'The probe failed; the log says why.' }),
  );
}
