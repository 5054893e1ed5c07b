import type { Scheme } from '../scheme';
import type { Front } from './front';
import { logHook } from './log';

/** Handlers that answer in their framework's own manner: the status to refuse with, or nothing. The handler gives the headers, the body, the path and the connection. */
export const statusFront: Front = {
  name: (noun) => `refuseUnverified${noun}`,
  files: ({ files: [first, second] }) => [first, second, `${first}-status`],
  imports: [],
  says: (credential) => `The status to refuse a request with that does not present ${credential}; undefined lets it pass.`,
  opening: (name, scheme, isAsync) => {
    const type = '401 | 503 | undefined';
    return `export ${isAsync ? 'async ' : ''}function ${name}(${parameters(scheme)})‹: ${isAsync ? `Promise<${type}>` : type}› {`;
  },
  depth: 1,
  body: [],
  awaitsBody: false,
  path: [],
  log: (outcome, reason) => `logAttempt('${outcome}', '${reason}');`,
  refuse: (status) => [`return ${status};`],
  pass: 'return undefined;',
  end: logHook(undefined, '', 'cron request'),
};

function parameters(scheme: Scheme): string {
  return [
    ...Object.keys(scheme.headers).map((name) => `${name}‹: string | null | undefined›`),
    ...(scheme.coversBody ? ['body‹: string | undefined›'] : []),
    ...(scheme.bindsPath ? ['path‹: string›'] : []),
    ...(scheme.readsSocket ? ['socket‹: unknown›'] : []),
  ].join(', ');
}
