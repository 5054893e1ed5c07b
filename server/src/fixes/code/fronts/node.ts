import type { Front, RefusalStatus } from './front';
import { logHook } from './log';

const answer = (status: RefusalStatus): string =>
  `res.status(${status}).json({ error: '${status === 401 ? 'Unauthorized' : 'Service Unavailable'}' });`;

const log: Front['log'] = (outcome, reason) => `logAttempt(req, '${outcome}', '${reason}');`;

/** Next.js API routes: answers itself and tells whether to go on. `rawBody` is how it imports the module that reads raw bodies. */
export function pagesFront(rawBody: string, wrapping: boolean): Front {
  return {
    name: (noun) => `verify${noun}Request`,
    files: ({ files: [first, second] }) => [first, `${first}-api`, second],
    imports: [
      `import type { ${wrapping ? 'NextApiHandler, ' : ''}NextApiRequest, NextApiResponse } from 'next';`,
      ...(rawBody === '' ? [] : [`import { readRawBody } from '${rawBody}';`]),
    ],
    says: (credential) => `Whether a request presents ${credential}; one that does not has been answered.`,
    opening: (name, _scheme, isAsync) =>
      `export ${isAsync ? 'async ' : ''}function ${name}(req‹: NextApiRequest›, res‹: NextApiResponse›)‹: ${isAsync ? 'Promise<boolean>' : 'boolean'}› {`,
    depth: 1,
    header: (constant, name) => nodeHeader('req', constant, name),
    body: ['const body = await readRawBody(req);'],
    awaitsBody: true,
    path: ["const path = req.url ?? '';"],
    log,
    refuse: (status) => [answer(status), 'return false;'],
    // The route turns its body parser off, so the verifier puts the parsed body back.
    restore: ["req.body = body && /json/.test(req.headers['content-type'] ?? '') ? JSON.parse(body) : body;"],
    pass: 'return true;',
    end: logHook('req', 'NextApiRequest', "${req.method} ${req.url?.split('?')[0]}"),
  };
}

/** A header of a Node request, which may be sent several times. */
export function nodeHeader(request: string, constant: string, name: string): string {
  if (constant === name) return `const { ${name} } = ${request}.headers;`;
  return `const ${constant} = String(${request}.headers['${name}'] ?? '');`;
}

/** Express: a middleware. */
export function expressFront(rawBody: string): Front {
  return {
    name: (noun) => `requireVerified${noun}`,
    files: ({ files }) => files,
    imports: [
      "import type { NextFunction, Request, Response } from 'express';",
      ...(rawBody === '' ? [] : [`import { readRawBody } from '${rawBody}';`]),
    ],
    says: (credential) => `Lets requests pass that present ${credential}, and answers all others.`,
    opening: (name, _scheme, isAsync) =>
      `export ${isAsync ? 'async ' : ''}function ${name}(req‹: Request›, res‹: Response›, next‹: NextFunction›)‹: ${isAsync ? 'Promise<void>' : 'void'}› {`,
    depth: 1,
    header: (constant, name) => `const ${constant} = req.get('${name}');`,
    body: ['const body = await readRawBody(req);'],
    awaitsBody: true,
    path: ['const path = req.originalUrl;'],
    socket: ['const { socket } = req;'],
    log,
    refuse: (status) => [answer(status), 'return;'],
    pass: 'next();',
    end: logHook('req', 'Request', '${req.method} ${req.baseUrl + req.path}'),
  };
}
