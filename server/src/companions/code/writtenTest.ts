import type { CompanionContext } from '../../model/companion';
import type { NewFile } from '../../model/finding';
import { languageOf, render } from '../../fixes/code/style';
import { environmentOf } from '../../fixes/code/idioms';
import { type HandlerCall, callOf } from './calling';
import { type TestCredential, credentialOf, credentialVerifiedBy } from './credentials';
import { placeOfTest } from './placement';
import { type Runner, runnerOf } from './runners';

/** A test as it is offered: what it is a test of, and its file. */
export interface WrittenTest {
  readonly name: string;
  readonly file: NewFile;
}

/** The request test of an endpoint in the project's own runner; `undefined` where it cannot be called or is tested already. */
export function writtenTest(context: CompanionContext): WrittenTest | undefined {
  const runner = runnerOf(context);
  const credential = runner && verifiedBy(context);
  const call = credential && callOf(context);
  const file = call && context.file(call.uri);
  if (!call || !file) return undefined;
  const prepared = withoutPlatform(context, runner);
  if (prepared === undefined) return undefined;
  const uri = placeOfTest(context, call.uri);
  if (context.exists(uri)) return undefined;
  const name = `${call.method} ${context.endpoint.path}`;
  const template = templateOf(name, prepared, credential, call, importOf(call, context.specifier(uri, call.uri)));
  return { name, file: { uri, text: render(template, languageOf(file)) } };
}

/** What the endpoint verifies by an inserted verifier, or will once its preferred fix is applied. */
function verifiedBy({ guards, fixes, read }: CompanionContext): TestCredential | undefined {
  const [guard] = guards;
  if (guard) return credentialVerifiedBy(read(guard.span.uri) ?? '');
  return fixes.map(credentialOf).find((credential) => credential !== undefined);
}

/** A runner with the lines in front of its tests. */
type Prepared = Runner & { readonly lines: readonly string[] };

/** The runner with what replaces a module that only exists on the platform; `undefined` where it cannot be replaced. */
function withoutPlatform(context: CompanionContext, runner: Runner): Prepared | undefined {
  switch (environmentOf(context)) {
    case 'deno':
      return undefined;
    case 'svelte': {
      const replaced = runner.replaces?.('$env/dynamic/private', '{ env: process.env }');
      return replaced && { ...runner, ...replaced };
    }
    default:
      return { ...runner, lines: [] };
  }
}

function importOf({ exported, local }: HandlerCall, specifier: string): string {
  if (exported === 'default') return `import ${local} from '${specifier}';`;
  return `import { ${exported === local ? local : `${exported} as ${local}`} } from '${specifier}';`;
}

/** The whole file. */
function templateOf(
  name: string,
  { imports, is, isNot, lines }: Prepared,
  { variable, secret, other, presenting, accepts, imports: signing, scheme }: TestCredential,
  call: HandlerCall,
  handler: string,
): string {
  const status = (headers: string, variables = ''): string => `await statusOf(${headers}${variables})`;
  const unset = ', {}';
  return `${[...imports, ...signing, ...call.imports, handler, ...lines].join('\n')}

const path = '${call.path}';
${usesUrl(call) ? 'const url = `https://test.example${path}`;\n' : ''}${usesBody(call, scheme.coversBody)}const secret = ${secret};
const configured‹: Record<string, string>› = { ${variable}: secret };

describe('${name}', () => {
  it('refuses a request without a credential', async () => {
    ${is(status('{}'), 401)}
  });

  it('refuses a wrong credential', async () => {
    ${is(status(`presenting(${other})`), 401)}
  });

  it('refuses a request that says it comes from inside', async () => {
    ${is(status("{ 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '10.0.0.1' }"), 401)}
  });

  it('refuses every request while ${variable} is not set', async () => {
    ${is(status('{}', unset), 503)}
    ${is(status('presenting(secret)', unset), 503)}
    ${is(status("presenting('undefined')", unset), 503)}
  });

  it('${accepts}', async () => {
    // The job itself runs here: replace what it must not touch. An error of it is no refusal.
    ${isNot(status('presenting(secret)'), [401, 403, 503])}
  });
});

${presenting}
/** The status of the answer; an error that the handler throws is answered with 500. */
async function statusOf(headers‹: Record<string, string>›, variables = configured)‹: Promise<number>› {
${indented(call.passesVariables ? answering(call) : withVariables(variable, call))}
}
`;
}

function answering({ answers }: HandlerCall): readonly string[] {
  return ['try {', ...indentedLines(answers), '} catch (error) {', '  return error instanceof Response ? error.status : 500;', '}'];
}

function withVariables(variable: string, { answers }: HandlerCall): readonly string[] {
  return [
    'const before = { ...process.env };',
    `delete process.env.${variable};`,
    'Object.assign(process.env, variables);',
    'try {',
    ...indentedLines(answers),
    '} catch (error) {',
    '  return error instanceof Response ? error.status : 500;',
    '} finally {',
    `  delete process.env.${variable};`,
    '  Object.assign(process.env, before);',
    '}',
  ];
}

function indentedLines(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function indented(lines: readonly string[]): string {
  return indentedLines(lines).join('\n');
}

function usesUrl({ answers }: HandlerCall): boolean {
  return answers.some((line) => line.includes('(url'));
}

/** A request's body is declared where it is sent or signed. */
function usesBody({ answers }: HandlerCall, isSigned: boolean): string {
  const isSent = answers.some((line) => /\bbody\b/.test(line));
  return isSent ? "const body = '{}';\n" : isSigned ? "const body = '';\n" : '';
}
