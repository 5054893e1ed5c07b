import type { ModuleTemplate } from '../verifierModule';
import { wrapper } from './wrapper';
import { logExpress, logPages, logWeb } from './parts';

const formatComment = `
 * The header X-CronJobPro-Signature is t=<time>,v1=<hex HMAC-SHA256 of time.body>.
 * Set CRONJOBPRO_WEBHOOK_SECRET_NEXT too while the secret is being replaced: both are accepted then.
 */`;

const tolerance = `// Older and newer signatures are refused, so that a recorded request cannot be sent again later.
const toleranceInMilliseconds = 5 * 60 * 1000;
`;

const parse = `
  const timestamp = /(?:^|,)\\s*t=(\\d{1,15})(?=,|$)/.exec(header)?.[1];
  const signature = /(?:^|,)\\s*v1=([0-9a-f]{64})(?=,|$)/i.exec(header)?.[1];
  if (!timestamp || !signature) return false;
  // Seconds, or milliseconds when there are more than ten digits.
  const sentAt = timestamp.length > 10 ? Number(timestamp) : Number(timestamp) * 1000;
  if (Math.abs(Date.now() - sentAt) > toleranceInMilliseconds) return false;`;

const isSigned = `function isSigned(header‹: string›, body‹: string›, secret‹: string | undefined›)‹: boolean› {
  if (!secret) return false;${parse}
  const expected = createHmac('sha256', secret).update(\`\${timestamp}.\${body}\`).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
`;

const isSignedOnEdge = `async function isSigned(header‹: string›, body‹: string›, secret‹: string | undefined›)‹: Promise<boolean>› {
  if (!secret) return false;${parse}
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return crypto.subtle.verify('HMAC', key, bytes, encoder.encode(\`\${timestamp}.\${body}\`));
}
`;

/** Fetch-style handlers: a refusing response or nothing. */
export function hmacForWeb(edge: boolean, response: 'Response' | 'NextResponse', wrapping: boolean): ModuleTemplate {
  const name = 'rejectUnsignedCron';
  const imports = [
    edge ? '' : "import { createHmac, timingSafeEqual } from 'node:crypto';\n",
    response === 'NextResponse' ? "import { NextResponse } from 'next/server';\n" : '',
  ].join('');
  const [open, close] = edge ? ['(await ', ')'] : ['', ''];
  const text = `${imports}${imports === '' ? '' : '\n'}${tolerance}
/**
 * Answers a request that CronJobPro did not sign; undefined lets it pass.${formatComment}
export async function ${name}(request‹: Request›)‹: Promise<${response === 'NextResponse' ? 'NextResponse<never>' : 'Response'} | undefined>› {
  const secret = process.env.CRONJOBPRO_WEBHOOK_SECRET;
  if (!secret) {
    logAttempt(request, 'rejected', 'CRONJOBPRO_WEBHOOK_SECRET is not set');
    return new ${response}('Service Unavailable', { status: 503 });
  }
  const header = request.headers.get('x-cronjobpro-signature') ?? '';
  const body = await request.clone().text();
  const accepted = ${open}isSigned(header, body, secret)${close} || ${open}isSigned(header, body, process.env.CRONJOBPRO_WEBHOOK_SECRET_NEXT)${close};
  if (!accepted) {
    logAttempt(request, 'rejected', 'no valid signature');
    return new ${response}('Unauthorized', { status: 401 });
  }
  logAttempt(request, 'accepted', 'signature');
  return undefined;
}

${edge ? isSignedOnEdge : isSigned}
${logWeb}`;
  return {
    names: edge ? ['verify-cron-signature-edge', 'verify-cronjobpro-edge'] : ['verify-cron-signature', 'verify-cronjobpro'],
    provides: name,
    text,
    extension: wrapping ? wrapper('web', 'withSignedCron', `await ${name}`) : undefined,
  };
}

const rejectUnset = (stop: string) => `  const secret = process.env.CRONJOBPRO_WEBHOOK_SECRET;
  if (!secret) {
    logAttempt(req, 'rejected', 'CRONJOBPRO_WEBHOOK_SECRET is not set');
    res.status(503).json({ error: 'Service Unavailable' });
    ${stop};
  }`;

const rejectUnsigned = (stop: string) => `  const accepted =
    body !== undefined && (isSigned(header, body, secret) || isSigned(header, body, process.env.CRONJOBPRO_WEBHOOK_SECRET_NEXT));
  if (!accepted) {
    logAttempt(req, 'rejected', 'no valid signature');
    res.status(401).json({ error: 'Unauthorized' });
    ${stop};
  }`;

/** Next.js API routes; the route turns its body parser off, so the verifier puts the parsed body back. */
export function hmacForPages(rawBody: string, wrapping: boolean): ModuleTemplate {
  const name = 'verifyCronSignature';
  const text = `import { createHmac, timingSafeEqual } from 'node:crypto';
‹import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';
›import { readRawBody } from '${rawBody}';

${tolerance}
/**
 * Whether CronJobPro signed a request; one that it did not sign has been answered.${formatComment}
export async function ${name}(req‹: NextApiRequest›, res‹: NextApiResponse›)‹: Promise<boolean>› {
${rejectUnset('return false')}
  const header = String(req.headers['x-cronjobpro-signature'] ?? '');
  const body = await readRawBody(req);
${rejectUnsigned('return false')}
  logAttempt(req, 'accepted', 'signature');
  req.body = /json/.test(req.headers['content-type'] ?? '') && body !== '' ? JSON.parse(body) : body;
  return true;
}

${isSigned}
${logPages}`;
  return {
    names: ['verify-cron-signature', 'verify-cron-signature-api'],
    provides: name,
    text: wrapping ? text : text.replace('NextApiHandler, ', ''),
    extension: wrapping ? wrapper('pages', 'withSignedCron', `await ${name}`) : undefined,
  };
}

/** Express: a middleware. */
export function hmacForExpress(rawBody: string): ModuleTemplate {
  const name = 'requireCronSignature';
  const text = `import { createHmac, timingSafeEqual } from 'node:crypto';
‹import type { NextFunction, Request, Response } from 'express';
›import { readRawBody } from '${rawBody}';

${tolerance}
/**
 * Lets requests pass that CronJobPro signed, and answers all others.${formatComment}
export async function ${name}(req‹: Request›, res‹: Response›, next‹: NextFunction›)‹: Promise<void>› {
${rejectUnset('return')}
  const header = req.get('x-cronjobpro-signature') ?? '';
  const body = await readRawBody(req);
${rejectUnsigned('return')}
  logAttempt(req, 'accepted', 'signature');
  next();
}

${isSigned}
${logExpress}`;
  return { names: ['verify-cron-signature', 'verify-cronjobpro'], provides: name, text };
}
