import type { Condition, Guard } from './access';

/** What an excuse appeals to. */
export type ExcuseCause = 'unset' | 'environment' | 'network' | 'claim' | 'spelling';

/** How much a test of the process environment says about where the code runs. */
type Polarity = 'outside-production' | 'undecided';

const secretLike = /SECRET|TOKEN|PASSWORD|PASSPHRASE|CREDENTIAL|SIGNING|HMAC|API_?KEY/i;
const secretWords = new Set(['key', 'keys', 'pass', 'auth', 'authorization']);
const bypassWords = new Set(
  'dev development local localhost emulator test testing e2e mock skip bypass disable disabled insecure unsafe debug ci'.split(' '),
);
const switchWords = new Set('enable enabled require required enforce enforced check verify protect strict only'.split(' '));
const outsideProduction = new Set('development dev test testing preview local localhost staging sandbox emulator ci e2e'.split(' '));
const production = new Set(['production', 'prod', 'live']);
const off = new Set(['', '0', 'false', 'no', 'off', 'disabled', 'undefined']);

/** Variables that a hosting platform sets wherever it runs deployed code. */
const platformVariables = new Set([
  'VERCEL',
  'NETLIFY',
  'RENDER',
  'DYNO',
  'K_SERVICE',
  'FLY_APP_NAME',
  'RAILWAY_ENVIRONMENT',
  'AWS_LAMBDA_FUNCTION_NAME',
]);

function words(variable: string): readonly string[] {
  return variable
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}

function has(variable: string, vocabulary: ReadonlySet<string>): boolean {
  return words(variable).some((word) => vocabulary.has(word));
}

/** Whether an unset variable means a missing secret (and not an environment): a guard compares with it, or it is named like one. */
function isSecret(variable: string, guards: readonly Guard[]): boolean {
  if (guards.some(({ verification: { secret } }) => secret.kind === 'env' && secret.name === variable)) return true;
  if (has(variable, bypassWords) || has(variable, switchWords)) return false;
  return secretLike.test(variable) || has(variable, secretWords);
}

function polarityOfSet(variable: string, set: boolean): Polarity {
  if (platformVariables.has(variable)) return set ? 'undecided' : 'outside-production';
  return set && has(variable, bypassWords) ? 'outside-production' : 'undecided';
}

function polarityOfValue(variable: string, value: string, equal: boolean): Polarity {
  const given = value.toLowerCase();
  if (outsideProduction.has(given)) return equal ? 'outside-production' : 'undecided';
  if (production.has(given)) return equal ? 'undecided' : 'outside-production';
  return polarityOfSet(variable, off.has(given) !== equal);
}

/**
 * What a condition appeals to. `undefined` is the normal course. `if-it-skips` appeals to the environment only where the other outcome of the
 * same decision verifies something that this one does not: whether production is meant cannot be told from the name.
 */
export function excuseOf(condition: Condition, guards: readonly Guard[]): ExcuseCause | 'if-it-skips' | undefined {
  switch (condition.kind) {
    case 'verified':
    case 'refused':
    case 'left-out':
      return undefined;
    case 'network':
    case 'claim':
      return condition.equal ? condition.kind : undefined;
    case 'host':
      return condition.equal ? 'environment' : undefined;
    case 'spelling':
      return 'spelling';
    case 'unset':
      if (isSecret(condition.variable, guards)) return condition.set ? undefined : 'unset';
      return environmental(polarityOfSet(condition.variable, condition.set));
    case 'environment':
      return environmental(polarityOfValue(condition.variable, condition.value, condition.equal));
  }
}

function environmental(polarity: Polarity): 'environment' | 'if-it-skips' {
  return polarity === 'outside-production' ? 'environment' : 'if-it-skips';
}
