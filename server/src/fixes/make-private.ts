import { isCode } from '../model/codeFiles';
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

function edits(context: FixContext): readonly TextEdit[] {
  const { framework, declaration } = context.endpoint;
  const option = framework === 'encore' ? exposing.exec(context.read(declaration.uri)?.slice(declaration.end) ?? '') : null;
  if (!option || !isCalledByCronJob(context)) return [];
  const end = declaration.end + option[0].length;
  return [{ span: { uri: declaration.uri, start: end - 'true'.length, end }, newText: 'false' }];
}

/** Whether a cron job of Encore calls it; any other scheduler needs its address. */
function isCalledByCronJob(context: FixContext): boolean {
  const job = new RegExp(`\\bnew\\s+CronJob\\([^;]*\\bendpoint:\\s*${context.endpoint.name.replace(/\$/g, '\\$')}\\b`);
  return [...context.files()].some((uri) => isCode(uri) && job.test(context.read(uri) ?? ''));
}
