import type { ModuleTemplate } from '../verifierModule';
import { compareDigests } from './parts';

/** Handlers that answer in their framework's own manner: the status to refuse with, or nothing. */
export const bearerStatus: ModuleTemplate = {
  names: ['verify-cron', 'verify-cron-secret', 'verify-cron-status'],
  provides: 'refuseUnverifiedCron',
  text: `import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * The status to refuse a request with that does not present the header Authorization: Bearer <CRON_SECRET>; undefined lets it pass.
 * Set CRON_SECRET_NEXT too while the secret is being replaced: both are accepted then.
 */
export function refuseUnverifiedCron(authorization‹: string | null | undefined›)‹: 401 | 503 | undefined› {
  const secret = process.env.CRON_SECRET;
  if (!secret) {
    logAttempt('rejected', 'CRON_SECRET is not set');
    return 503;
  }
  const accepted = presents(authorization, secret) || presents(authorization, process.env.CRON_SECRET_NEXT);
  if (!accepted) {
    logAttempt('rejected', 'no valid bearer secret');
    return 401;
  }
  logAttempt('accepted', 'bearer secret');
  return undefined;
}

${compareDigests('null').replace('string | null', 'string | null | undefined')}
/** Every attempt passes here, accepted or not: the place to send it to your own log. */
function logAttempt(outcome‹: 'accepted' | 'rejected'›, reason‹: string›)‹: void› {
  const line = \`cron request \${outcome}: \${reason}\`;
  if (outcome === 'accepted') console.info(line);
  else console.warn(line);
}
`,
};

/** NestJS: a guard. */
export const bearerGuard: ModuleTemplate = {
  names: ['verify-cron.guard', 'verify-cron-secret.guard'],
  provides: 'VerifyCronGuard',
  text: `import { createHash, timingSafeEqual } from 'node:crypto';
import { ‹type ›CanActivate, ‹type ›ExecutionContext, Injectable, Logger, ServiceUnavailableException, UnauthorizedException } from '@nestjs/common';

/**
 * Lets requests pass that present the header Authorization: Bearer <CRON_SECRET>, and refuses all others.
 * Set CRON_SECRET_NEXT too while the secret is being replaced: both are accepted then.
 */
@Injectable()
export class VerifyCronGuard‹ implements CanActivate› {
  ‹private readonly ›logger = new Logger('cron');

  canActivate(context‹: ExecutionContext›)‹: boolean› {
    const secret = process.env.CRON_SECRET;
    if (!secret) {
      this.logger.warn('cron request rejected: CRON_SECRET is not set');
      throw new ServiceUnavailableException();
    }
    const { authorization } = context.switchToHttp().getRequest‹<{ headers: { authorization?: string } }>›().headers;
    const accepted = presents(authorization, secret) || presents(authorization, process.env.CRON_SECRET_NEXT);
    if (!accepted) {
      this.logger.warn('cron request rejected: no valid bearer secret');
      throw new UnauthorizedException();
    }
    this.logger.log('cron request accepted: bearer secret');
    return true;
  }
}

${compareDigests('undefined')}`,
};
