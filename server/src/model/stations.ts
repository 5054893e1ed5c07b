import type { Action, Condition, Credential, Guard, Loss } from './access';
import { excuseOf } from './excuse';
import type { PathStation } from './finding';
import type { Span } from './source';

/** A credential in words, for messages: `` `authorization` ``, `the signature`. */
export function credentialInWords(credential: Credential): string {
  switch (credential.kind) {
    case 'header':
      return `\`${credential.name}\``;
    case 'query':
    case 'cookie':
    case 'body':
    case 'path':
      // What is read as a whole, or by a name that is not told.
      if (credential.name === '') return `the ${credential.kind}`;
      return `the ${credential.kind === 'body' ? 'body field' : credential.kind} \`${credential.name}\``;
    case 'signature':
      return credential.header === undefined ? 'the signature' : `the signature \`${credential.header}\``;
    case 'token':
      return credential.format === 'opaque' ? 'the token' : `the ${credential.format === 'jwt' ? 'JWT' : 'OIDC token'}`;
    case 'session':
      return 'the session';
    case 'certificate':
      return 'the client certificate';
    case 'platform':
      return "the platform's identity";
  }
}

/** What a guard checks, in words. */
export function guardInWords(guard: Guard | undefined): string {
  return guard ? credentialInWords(guard.verification.credential) : 'the credential';
}

/** A condition in words, as a clause. */
export function conditionInWords(condition: Condition, guards: readonly Guard[]): string {
  switch (condition.kind) {
    case 'verified':
      return `the check of ${guardInWords(guards[condition.guard])} passes`;
    case 'refused':
      return `the check of ${guardInWords(guards[condition.guard])} fails, and the handler goes on`;
    case 'unset':
      return `\`${condition.variable}\` is ${condition.set ? '' : 'not '}set`;
    case 'environment':
      return `\`${condition.variable}\` is ${condition.equal ? '' : 'not '}${JSON.stringify(condition.value)}`;
    case 'network':
      return `the address in \`${condition.source}\` is ${condition.equal ? '' : 'not '}accepted`;
    case 'host':
      return `the host name in \`${condition.source}\` is ${condition.equal ? '' : 'not '}accepted`;
    case 'claim':
      return `the caller ${condition.equal ? 'sends' : 'does not send'} \`${condition.name}\``;
    case 'spelling':
      return condition.what;
    case 'left-out':
      return `${credentialInWords(condition.credential)} is not sent, and the look-up leaves out the condition for it`;
  }
}

const losses: Readonly<Record<Loss, string>> = {
  dropped: 'the result of the verification is dropped',
  'not-awaited': 'the verification is not awaited',
  swallowed: 'the failed verification is caught, and the handler goes on',
  'not-stopped': 'the rejection does not stop the handler',
};

/** How a verification's result gets lost, as a clause. */
function lossInWords(how: Loss): string {
  return losses[how];
}

/** What happens at a step, in words; `undefined` where it does not matter for the path. */
function actionInWords(action: Action): string | undefined {
  switch (action.kind) {
    case 'effect':
      return action.effect.kind === 'response' ? 'the request is answered as a success' : `\`${action.effect.what}\` runs`;
    case 'lost':
      return lossInWords(action.how);
    case 'reject':
      return action.stops ? undefined : 'the rejection does not stop the handler';
    case 'answered':
    case 'log':
      return undefined;
  }
}

/** One event on a path: an edge's condition or a step's action. */
export type PathEvent = { readonly span: Span } & ({ readonly condition: Condition } | { readonly action: Action });

/** The stations of a path, each a short factual clause; repeated ones are left out. */
export function stationsOf(entry: Span, events: readonly PathEvent[], guards: readonly Guard[]): readonly PathStation[] {
  const stations: PathStation[] = [{ span: entry, message: 'a request arrives' }];
  for (const event of events) {
    const message =
      'action' in event
        ? actionInWords(event.action)
        : decides(event.condition, guards)
          ? conditionInWords(event.condition, guards)
          : undefined;
    const last = stations.at(-1);
    if (message === undefined || (last?.message === message && last.span.start === event.span.start)) continue;
    stations.push({ span: event.span, message });
  }
  return stations;
}

/** Whether a condition is worth a station: the normal course (a secret that is set, an address that is not listed) is not. */
function decides(condition: Condition, guards: readonly Guard[]): boolean {
  return condition.kind === 'refused' || condition.kind === 'left-out' || excuseOf(condition, guards) !== undefined;
}
