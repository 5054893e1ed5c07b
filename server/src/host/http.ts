import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { Answer, Attempt, Base } from '../probe/attempt';

/** How long a server may take for one answer. Milliseconds. */
const patience = 5_000;

/** Sends a request exactly as it is written; only the head of the answer is read. */
export function send(base: Base, { method, target, headers, body }: Attempt): Promise<Answer> {
  return new Promise((resolve) => {
    const options = {
      host: base.host,
      port: base.port,
      method,
      path: target,
      headers: body === undefined ? headers : { ...headers, 'content-length': String(body.length) },
      agent: false,
      signal: AbortSignal.timeout(patience),
    } as const;
    const sent = (base.protocol === 'https:' ? secure : plain)(options, (response) => {
      const { location } = response.headers;
      resolve({ status: response.statusCode ?? 0, ...(location === undefined ? {} : { location }) });
      response.destroy();
    });
    sent.on('error', (error) => resolve({ failure: failureOf(error) }));
    sent.end(body);
  });
}

function failureOf(error: Error & { readonly code?: string }): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no answer within ${patience / 1000} s`;
  return error.code === 'ECONNREFUSED' ? 'no server answers there' : error.message || (error.code ?? 'it cannot be reached');
}
