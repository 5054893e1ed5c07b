import type { Scheme, SchemeCode } from '../scheme';
import type { ModuleTemplate } from '../verifierModule';

/** What a verifier answers with: it is not configured, or the request presents nothing that counts. */
export type RefusalStatus = 503 | 401;

/** How a verifier is written for one kind of caller. Lines of code are templates (`style.ts`) without their indentation. */
export interface Front {
  /** What the verifier is called. */
  name(noun: string): string;
  /** File names in the order in which they are tried. */
  files(scheme: Scheme): readonly [string, ...string[]];
  readonly imports: readonly string[];
  /** The sentence of its comment. */
  says(credential: string): string;
  /** The declaration up to its opening brace, and further lines that declare the request. */
  opening(name: string, scheme: Scheme, isAsync: boolean): string;
  /** How deep the statements stand: in a function, or in a method of a class. */
  readonly depth: 1 | 2;
  /** A constant for a header; absent where the verifier is given the headers. */
  header?(constant: string, name: string): string;
  /** Lines that declare `body`. */
  readonly body: readonly string[];
  /** Reading the body awaits something. */
  readonly awaitsBody: boolean;
  /** Lines that declare `path`. */
  readonly path: readonly string[];
  /** Lines that declare `socket`; absent where there is none, or the verifier is given it. */
  readonly socket?: readonly string[];
  log(outcome: 'accepted' | 'rejected', reason: string): string;
  refuse(status: RefusalStatus): readonly string[];
  /** Lines in front of {@link pass} when the body was read. */
  readonly restore?: readonly string[];
  readonly pass: string;
  /** Code behind the verifier. */
  readonly end: string;
}

/** The module that holds a verifier, and whether the verifier is asynchronous. */
export interface VerifierTemplate extends ModuleTemplate {
  readonly isAsync: boolean;
}

/** Writes a verifier of a scheme for one kind of caller. */
export function verifierOf(front: Front, scheme: Scheme, code: SchemeCode): VerifierTemplate {
  const isAsync = code.isAsync || (scheme.coversBody && front.awaitsBody);
  const provides = front.name(scheme.noun);
  const imports = [...code.imports, ...front.imports];
  const text = [
    ...(imports.length === 0 ? [] : [importLines(imports)]),
    ...(code.constants === '' ? [] : [code.constants]),
    `${comment([front.says(scheme.credential), ...scheme.notes])}
${front.opening(provides, scheme, isAsync)}
${indented(statements(front, scheme, code), front.depth)}
${front.depth === 1 ? '}' : '  }\n}'}
`,
    code.functions,
    ...(front.end === '' ? [] : [front.end]),
  ].join('\n');
  return { names: front.files(scheme), provides, text, isAsync };
}

/** Type-only imports are dropped in JavaScript, with their line. */
function importLines(lines: readonly string[]): string {
  return lines.map((line) => (line.startsWith('import type ') ? `‹${line}\n›` : `${line}\n`)).join('');
}

function comment(lines: readonly string[]): string {
  return ['/**', ...lines.map((line) => ` * ${line}`), ' */'].join('\n');
}

function indented(lines: readonly string[], depth: number): string {
  return lines.map((line) => (line === '' ? '' : '  '.repeat(depth) + line)).join('\n');
}

function statements(front: Front, scheme: Scheme, code: SchemeCode): readonly string[] {
  const settings = Object.entries(scheme.settings);
  const headers = Object.entries(scheme.headers);
  return [
    ...settings.map(([constant, variable]) => `const ${constant} = process.env.${variable};`),
    `if (${settings.map(([constant]) => `!${constant}`).join(' || ')}) {`,
    `  ${front.log('rejected', notSet(settings.map(([, variable]) => variable)))}`,
    ...front.refuse(503).map((line) => `  ${line}`),
    '}',
    ...headers.flatMap(([constant, name]) => front.header?.(constant, name) ?? []),
    ...(scheme.coversBody ? front.body : []),
    ...(scheme.bindsPath ? front.path : []),
    ...(scheme.readsSocket ? (front.socket ?? []) : []),
    `const accepted = ${code.accepts};`,
    'if (!accepted) {',
    `  ${front.log('rejected', `no valid ${scheme.word}`)}`,
    ...front.refuse(401).map((line) => `  ${line}`),
    '}',
    front.log('accepted', scheme.word),
    ...(scheme.coversBody ? (front.restore ?? []) : []),
    front.pass,
  ];
}

function notSet(variables: readonly string[]): string {
  const last = variables.at(-1) ?? '';
  return variables.length === 1 ? `${last} is not set` : `${variables.slice(0, -1).join(', ')} or ${last} is not set`;
}
