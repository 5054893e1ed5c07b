import type { ModuleTemplate } from '../verifierModule';
import type { VerifierTemplate } from './front';

/** A function that puts a verification around a whole handler, for exports that are made by other wrappers. */
export function wrapperOf(kind: 'web' | 'pages', noun: string, { provides, isAsync }: VerifierTemplate): ModuleTemplate['extension'] {
  const name = `withVerified${noun}`;
  const verify = isAsync ? `await ${provides}` : provides;
  return { provides: name, text: kind === 'web' ? aroundWeb(name, verify) : aroundPages(name, verify) };
}

function aroundWeb(name: string, verify: string): string {
  return `/** A handler that only verified requests reach. */
export function ${name}‹<Incoming extends Request, Rest extends unknown[]>›(‹
  ›handler‹: (request: Incoming, ...rest: Rest) => Response | Promise<Response>,
›) {
  return async (request‹: Incoming›, ...rest‹: Rest›)‹: Promise<Response>› => {
    const rejection = ${verify}(request);
    if (rejection) return rejection;
    return handler(request, ...rest);
  };
}
`;
}

function aroundPages(name: string, verify: string): string {
  return `/** A handler that only verified requests reach. */
export function ${name}(handler‹: NextApiHandler›)‹: NextApiHandler› {
  return async (req, res) => {
    if (!${verify.startsWith('await ') ? `(${verify}(req, res))` : `${verify}(req, res)`}) return;
    await handler(req, res);
  };
}
`;
}
