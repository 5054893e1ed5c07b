import type { ModuleTemplate } from '../verifierModule';
import { logExpress } from './parts';

/** Express: a middleware around QStash's own receiver, which has no wrapper for it. */
export function qstashForExpress(rawBody: string): ModuleTemplate {
  const name = 'requireQStashSignature';
  return {
    names: ['verify-qstash', 'verify-qstash-signature'],
    provides: name,
    text: `import { Receiver } from '@upstash/qstash';
‹import type { NextFunction, Request, Response } from 'express';
›import { readRawBody } from '${rawBody}';

/** Lets requests pass that QStash signed with the current or the next signing key, and answers all others. */
export async function ${name}(req‹: Request›, res‹: Response›, next‹: NextFunction›)‹: Promise<void>› {
  const currentSigningKey = process.env.QSTASH_CURRENT_SIGNING_KEY;
  const nextSigningKey = process.env.QSTASH_NEXT_SIGNING_KEY;
  if (!currentSigningKey || !nextSigningKey) {
    logAttempt(req, 'rejected', 'the signing keys are not set');
    res.status(503).json({ error: 'Service Unavailable' });
    return;
  }
  const receiver = new Receiver({ currentSigningKey, nextSigningKey });
  const signature = req.get('upstash-signature') ?? '';
  const body = await readRawBody(req);
  if (body === undefined || !(await isSigned(receiver, signature, body))) {
    logAttempt(req, 'rejected', 'no valid signature');
    res.status(401).json({ error: 'Unauthorized' });
    return;
  }
  logAttempt(req, 'accepted', 'signature');
  next();
}

async function isSigned(receiver‹: Receiver›, signature‹: string›, body‹: string›)‹: Promise<boolean>› {
  try {
    return await receiver.verify({ signature, body });
  } catch {
    return false;
  }
}

${logExpress}`,
  };
}
