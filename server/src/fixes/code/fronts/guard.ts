import type { Scheme } from '../scheme';
import type { Front } from './front';
import { nodeHeader } from './node';

/** NestJS: a guard. */
export const guardFront: Front = {
  name: (noun) => `Verify${noun}Guard`,
  files: ({ files: [first, second] }) => [`${first}.guard`, `${second}.guard`],
  imports: [
    "import type { CanActivate, ExecutionContext } from '@nestjs/common';",
    "import { Injectable, Logger, ServiceUnavailableException, UnauthorizedException } from '@nestjs/common';",
  ],
  says: (credential) => `Lets requests pass that present ${credential}, and refuses all others.`,
  opening: (name, scheme, isAsync) => `@Injectable()
export class ${name}‹ implements CanActivate› {
  ‹private readonly ›logger = new Logger('cron');

  ${isAsync ? 'async ' : ''}canActivate(context‹: ExecutionContext›)‹: ${isAsync ? 'Promise<boolean>' : 'boolean'}› {
    const request = context.switchToHttp().getRequest‹<${requestType(scheme)}>›();`,
  depth: 2,
  header: (constant, name) => nodeHeader('request', constant, name),
  body: [
    "const isEmpty = !Number(request.headers['content-length']) && !request.headers['transfer-encoding'];",
    '// There is a raw body when the application is created with { rawBody: true }.',
    "const body = isEmpty ? '' : request.rawBody?.toString('utf8');",
  ],
  awaitsBody: false,
  path: ['const path = request.originalUrl;'],
  socket: ['const { socket } = request;'],
  log: (outcome, reason) => `this.logger.${outcome === 'accepted' ? 'log' : 'warn'}('cron request ${outcome}: ${reason}');`,
  refuse: (status) => [`throw new ${status === 401 ? 'UnauthorizedException' : 'ServiceUnavailableException'}();`],
  pass: 'return true;',
  end: '',
};

function requestType({ headers, coversBody, bindsPath, readsSocket }: Scheme): string {
  const names = Object.entries(headers);
  const list = coversBody || names.some(([constant, name]) => constant !== name);
  const fields = [
    ...(list ? ['headers: Record<string, string | string[] | undefined>'] : []),
    ...(list || names.length === 0 ? [] : [`headers: { ${names.map(([, name]) => `${name}?: string`).join('; ')} }`]),
    ...(readsSocket ? ['socket: unknown'] : []),
    ...(coversBody ? ['rawBody?: Buffer'] : []),
    ...(bindsPath ? ['originalUrl: string'] : []),
  ];
  return `{ ${fields.join('; ')} }`;
}
