import type { TextEdit } from '../../model/finding';
import type { FixContext } from '../../model/fixing';
import { accessOf } from './secret';
import { insert, slice } from './text';

/**
 * Leaves the secrets that are not set out of the list that a request is compared with: `[process.env.A, process.env.B].filter(Boolean)`. Where
 * one secret replaces another, one of them is not set most of the time, so that refusing requests without it would refuse all.
 * `undefined` where the secret is in no list, or in one that is put together otherwise.
 */
export function onlySetOnes({ guard, span: { uri }, place }: FixContext, text: string): readonly TextEdit[] | undefined {
  const secret = guard?.verification.secret;
  if (secret?.kind !== 'env') return undefined;
  const found = [...text.matchAll(new RegExp(accessOf(secret.name), 'g'))].flatMap(
    ({ index, 0: access }) => place({ uri, start: index, end: index + access.length })?.listed ?? [],
  );
  const [listed, ...others] = found;
  if (!listed || others.some(({ list }) => list.start !== listed.list.start)) return undefined;
  if (/^\s*\.\s*filter\(/.test(text.slice(listed.list.end))) return undefined;
  const elements = listed.elements.map((element) => takenApart(slice(text, element)));
  const [first] = elements;
  if (!first || elements.some((one) => one?.before !== first.before || one.after !== first.after)) return undefined;
  if (first.before === '' && first.after === '') return [insert(uri, listed.list.end, '.filter(Boolean)')];
  const secrets = elements.map((one) => one?.secret).join(', ');
  return [{ span: listed.list, newText: `[${secrets}].filter(Boolean).map((secret) => \`${first.before}\${secret}${first.after}\`)` }];
}

/** A variable of the environment and the text around it: ``\`Bearer ${process.env.A}\```. */
function takenApart(element: string): { readonly before: string; readonly secret: string; readonly after: string } | undefined {
  const [, before = '', inner = element, after = ''] = /^`([^$`\\]*)\$\{\s*([^{}`]+?)\s*\}([^$`\\]*)`$/.exec(element) ?? [];
  const secret = inner.replace(/!$/, '');
  return new RegExp(`^(?:${accessOf('\\w+').source})$`).test(secret) ? { before, secret, after } : undefined;
}
