import type { FixContext } from '../../model/fixing';
import type { HolderSite } from '../../model/fixing';
import type { Span } from '../../model/source';
import { slice } from './text';

/** A secret that is written in the source code. */
export type WrittenSecret = {
  /** What reading a variable takes the place of. */
  readonly whole: Span;
  /** The variable that holds the secret from then on. */
  readonly variable: string;
  readonly holder: HolderSite | undefined;
} & (
  | {
      readonly kind: 'literal';
      /** The scheme's name in front of the secret, with the space behind it. */
      readonly prefix: string;
    }
  | {
      readonly kind: 'default';
      /** How the variable is read that it is the default of. */
      readonly access: string;
    }
  | {
      /** What a validated configuration falls back to. */
      readonly kind: 'schema';
    }
);

/** The secret that a finding is about; `undefined` where it is no single literal or default. */
export function writtenSecret(context: FixContext): WrittenSecret | undefined {
  const { guard, span } = context;
  const text = context.read(span.uri);
  const place = context.place(span);
  if (guard?.verification.secret.kind !== 'literal' || text === undefined || !place) return undefined;
  const written = slice(text, span);
  if (!/^(["'`])[^$]*\1$/.test(written)) return undefined;
  const { operand } = place;
  if (operand && operand.side === 'right' && /^(?:\?\?|\|\|)$/.test(operand.operator)) {
    const access = slice(text, operand.other);
    const variable = variableIn(access);
    return variable === undefined ? undefined : { kind: 'default', whole: operand.whole, variable, access, holder: context.holder(span) };
  }
  const call = place.use === 'argument' ? context.callAt(span.uri, span.start) : undefined;
  const called = call && context.place(call)?.call;
  if (call && called?.method === 'default') {
    const declared = context.holder(call);
    if (declared?.kind !== 'property') return undefined;
    return { kind: 'schema', whole: { ...call, start: called.receiver.end }, variable: declared.name, holder: undefined };
  }
  const holder = context.holder(span);
  const isOption = holder?.kind === 'property' && holder.name === 'default';
  if (isOption) return undefined;
  const prefix = /^.((?:Bearer|Basic|Token) )./i.exec(written)?.[1] ?? '';
  return { kind: 'literal', whole: span, prefix, variable: variableFor(context, holder), holder };
}

/** The name of the variable that an expression reads. */
function variableIn(access: string): string | undefined {
  return /(?:^|\W)([A-Z][A-Z0-9_]+)(?:(['"])\])?(?:(['"])\))?!?$/.exec(access)?.[1];
}

const secretWords = /(?:^|_)(?:SECRET|TOKEN|KEY|PASSWORD|PASSPHRASE)$/;

/** Named after what holds the secret, or else after the header that carries it; one that schedulers know where both say nothing of their own. */
function variableFor({ guard }: FixContext, holder: HolderSite | undefined): string {
  const credential = guard?.verification.credential;
  const header = credential?.kind === 'header' ? credential.name.replace(/^x-/i, '') : '';
  const names = [holder?.name ?? '', header].map((name) =>
    name
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .replace(/\W+/g, '_')
      .toUpperCase(),
  );
  return names.find((name) => name.includes('_') && /^[A-Z]\w+$/.test(name) && secretWords.test(name)) ?? 'CRON_SECRET';
}
