import { bearerForExpress, bearerForPages, bearerForWeb } from '../../server/src/fixes/code/modules/bearer';
import { constantTime, constantTimeOnEdge } from '../../server/src/fixes/code/modules/constantTime';
import { hmacForWeb } from '../../server/src/fixes/code/modules/hmac';
import { render, type Language } from '../../server/src/fixes/code/style';
import type { ModuleTemplate } from '../../server/src/fixes/code/verifierModule';

/** The verifiers that quick fixes write, for people who want one without a finding. */
const verifiers: readonly { readonly prefix: string; readonly description: string; readonly template: ModuleTemplate }[] = [
  { prefix: 'cron-bearer', description: 'Verify a bearer secret (Request and Response)', template: bearerForWeb(false, 'Response', false) },
  { prefix: 'cron-bearer-edge', description: 'Verify a bearer secret on an edge runtime', template: bearerForWeb(true, 'Response', false) },
  { prefix: 'cron-bearer-express', description: 'Verify a bearer secret in an Express middleware', template: bearerForExpress() },
  { prefix: 'cron-bearer-pages', description: 'Verify a bearer secret in a Next.js API route', template: bearerForPages(false) },
  {
    prefix: 'cron-hmac',
    description: "Verify CronJobPro's signature (Request and Response)",
    template: hmacForWeb(false, 'Response', false),
  },
  {
    prefix: 'cron-hmac-edge',
    description: "Verify CronJobPro's signature on an edge runtime",
    template: hmacForWeb(true, 'Response', false),
  },
  { prefix: 'constant-time', description: 'Compare two texts in constant time', template: constantTime },
  { prefix: 'constant-time-edge', description: 'Compare two texts in constant time on an edge runtime', template: constantTimeOnEdge },
];

/** The snippet file of a language. */
export function snippets(typescript: boolean): string {
  const language: Language = { typescript, module: 'esm', quote: "'", semicolons: true, indent: '  ', eol: '\n' };
  const entries = verifiers.map(({ prefix, description, template }) => {
    // Dollars begin variables in snippets.
    const body = render(template.text, language).replaceAll('\\', '\\\\').replaceAll('$', '\\$').trimEnd().split('\n');
    return [description, { prefix, description, body }] as const;
  });
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
