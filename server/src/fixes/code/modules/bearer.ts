import type { ModuleTemplate } from '../verifierModule';
import { wrapper } from './wrapper';
import { compareDigests, compareDigestsOnEdge, logExpress, logPages, logWeb } from './parts';

const secretComment = `
 * Set CRON_SECRET_NEXT too while the secret is being replaced: both are accepted then.
 */`;

/** Fetch-style handlers: a refusing response or nothing. `response` is the class that the framework answers with. */
export function bearerForWeb(edge: boolean, response: 'Response' | 'NextResponse', wrapping: boolean): ModuleTemplate {
  const name = 'rejectUnverifiedCron';
  const type = response === 'NextResponse' ? 'NextResponse<never>' : 'Response';
  const imports = [
    edge ? '' : "import { createHash, timingSafeEqual } from 'node:crypto';\n",
    response === 'NextResponse' ? "import { NextResponse } from 'next/server';\n" : '',
  ].join('');
  const wait = edge ? 'await ' : '';
  const accepted = edge
    ? '(await presents(authorization, secret)) || (await presents(authorization, process.env.CRON_SECRET_NEXT))'
    : 'presents(authorization, secret) || presents(authorization, process.env.CRON_SECRET_NEXT)';
  const text = `${imports}${imports === '' ? '' : '\n'}/**
 * Answers a request that does not present the header Authorization: Bearer <CRON_SECRET>; undefined lets it pass.${secretComment}
export ${edge ? 'async ' : ''}function ${name}(request‹: Request›)‹: ${edge ? `Promise<${type} | undefined>` : `${type} | undefined`}› {
  const secret = process.env.CRON_SECRET;
  if (!secret) {
    logAttempt(request, 'rejected', 'CRON_SECRET is not set');
    return new ${response}('Service Unavailable', { status: 503 });
  }
  const authorization = request.headers.get('authorization');
  const accepted = ${accepted};
  if (!accepted) {
    logAttempt(request, 'rejected', 'no valid bearer secret');
    return new ${response}('Unauthorized', { status: 401 });
  }
  logAttempt(request, 'accepted', 'bearer secret');
  return undefined;
}

${edge ? compareDigestsOnEdge : compareDigests('null')}
${logWeb}`;
  return {
    names: edge ? ['verify-cron-edge', 'verify-cron-secret-edge'] : ['verify-cron', 'verify-cron-secret'],
    provides: name,
    text,
    extension: wrapping ? wrapper('web', 'withVerifiedCron', `${wait}${name}`) : undefined,
  };
}

/** Next.js API routes: answers itself and tells whether to go on. */
export function bearerForPages(wrapping: boolean): ModuleTemplate {
  const name = 'verifyCronRequest';
  const text = `import { createHash, timingSafeEqual } from 'node:crypto';
‹import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';
›
/**
 * Whether a request presents the header Authorization: Bearer <CRON_SECRET>; one that does not has been answered.${secretComment}
export function ${name}(req‹: NextApiRequest›, res‹: NextApiResponse›)‹: boolean› {
  const secret = process.env.CRON_SECRET;
  if (!secret) {
    logAttempt(req, 'rejected', 'CRON_SECRET is not set');
    res.status(503).json({ error: 'Service Unavailable' });
    return false;
  }
  const { authorization } = req.headers;
  const accepted = presents(authorization, secret) || presents(authorization, process.env.CRON_SECRET_NEXT);
  if (!accepted) {
    logAttempt(req, 'rejected', 'no valid bearer secret');
    res.status(401).json({ error: 'Unauthorized' });
    return false;
  }
  logAttempt(req, 'accepted', 'bearer secret');
  return true;
}

${compareDigests('undefined')}
${logPages}`;
  return {
    names: ['verify-cron', 'verify-cron-api'],
    provides: name,
    text: wrapping ? text : text.replace('NextApiHandler, ', ''),
    extension: wrapping ? wrapper('pages', 'withVerifiedCron', name) : undefined,
  };
}

/** Express: a middleware. */
export function bearerForExpress(): ModuleTemplate {
  const name = 'requireCronSecret';
  const text = `import { createHash, timingSafeEqual } from 'node:crypto';
‹import type { NextFunction, Request, Response } from 'express';
›
/**
 * Lets requests pass that present the header Authorization: Bearer <CRON_SECRET>, and answers all others.${secretComment}
export function ${name}(req‹: Request›, res‹: Response›, next‹: NextFunction›)‹: void› {
  const secret = process.env.CRON_SECRET;
  if (!secret) {
    logAttempt(req, 'rejected', 'CRON_SECRET is not set');
    res.status(503).json({ error: 'Service Unavailable' });
    return;
  }
  const authorization = req.get('authorization');
  const accepted = presents(authorization, secret) || presents(authorization, process.env.CRON_SECRET_NEXT);
  if (!accepted) {
    logAttempt(req, 'rejected', 'no valid bearer secret');
    res.status(401).json({ error: 'Unauthorized' });
    return;
  }
  logAttempt(req, 'accepted', 'bearer secret');
  next();
}

${compareDigests('undefined')}
${logExpress}`;
  return { names: ['verify-cron', 'verify-cron-secret'], provides: name, text };
}
