import type { Scheme } from '../scheme';
import type { Front } from './front';
import { logHook } from './log';

/** Fetch-style handlers: a refusing response or nothing. `response` is the class that the framework answers with. */
export function webFront(edge: boolean, response: 'Response' | 'NextResponse'): Front {
  const type = `${response === 'NextResponse' ? 'NextResponse<never>' : 'Response'} | undefined`;
  const suffix = edge ? '-edge' : '';
  return {
    name: (noun) => `rejectUnverified${noun}`,
    files: ({ files: [first, second] }: Scheme) => [first + suffix, second + suffix],
    imports: response === 'NextResponse' ? ["import { NextResponse } from 'next/server';"] : [],
    says: (credential) => `Answers a request that does not present ${credential}; undefined lets it pass.`,
    opening: (name, _scheme, isAsync) =>
      `export ${isAsync ? 'async ' : ''}function ${name}(request‹: Request›)‹: ${isAsync ? `Promise<${type}>` : type}› {`,
    depth: 1,
    header: (constant, name) => `const ${constant} = request.headers.get('${name}');`,
    body: ['const body = request.bodyUsed ? undefined : await request.clone().text();'],
    awaitsBody: true,
    path: ['const { pathname, search } = new URL(request.url);', 'const path = pathname + search;'],
    log: (outcome, reason) => `logAttempt(request, '${outcome}', '${reason}');`,
    refuse: (status) => [`return new ${response}('${status === 401 ? 'Unauthorized' : 'Service Unavailable'}', { status: ${status} });`],
    pass: 'return undefined;',
    // Query strings are left out: they may hold secrets.
    end: logHook('request', 'Request', '${request.method} ${new URL(request.url).pathname}'),
  };
}
