import type { TextEdit } from '../model/finding';
import type { FixContext } from '../model/fixing';
import { inPlace } from './code/inPlace';

/** Takes an endpoint of Encore off the internet; its cron job and other services may call it all the same. */
export const makePrivate = inPlace(
  {
    id: 'make-private',
    rules: ['require-authentication'],
    perHandler: true,
    title: 'Expose the endpoint to its cron job only',
    safe: false,
  },
  edits,
);

/** Options of the call that makes the endpoint, up to the one that exposes it. */
const exposing = /^\s*=\s*api(?:\.raw)?(?:<[^()]*>)?\(\s*\{[^{}]*?\bexpose:\s*true\b/;

function edits({ endpoint, read }: FixContext): readonly TextEdit[] {
  const { framework, declaration } = endpoint;
  const option = framework === 'encore' ? exposing.exec(read(declaration.uri)?.slice(declaration.end) ?? '') : null;
  if (!option) return [];
  const end = declaration.end + option[0].length;
  return [{ span: { uri: declaration.uri, start: end - 'true'.length, end }, newText: 'false' }];
}
