import type { ModuleTemplate } from '../verifierModule';

/** Asks whose token of Google it is that was verified. */
export const requireCaller: ModuleTemplate = {
  names: ['require-caller', 'require-google-caller'],
  provides: 'requireCaller',
  text: `‹import type { LoginTicket } from 'google-auth-library';

›/** The verified token of the service account CRON_OIDC_EMAIL; one of any other account is an error, as an invalid one is. */
export function requireCaller(ticket‹: LoginTicket›)‹: LoginTicket› {
  const email = process.env.CRON_OIDC_EMAIL;
  const payload = ticket.getPayload();
  if (!email || payload?.email_verified !== true || payload.email !== email) throw new Error('The token is not the one of CRON_OIDC_EMAIL');
  return ticket;
}
`,
};
