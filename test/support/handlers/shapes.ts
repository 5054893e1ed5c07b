import type { Texts } from '../workspace';
import type { Frame } from './frames';
import type { Scheme } from './schemes';

/** A project with one scheduled endpoint, and where its handler is. */
export interface Project {
  readonly file: string;
  readonly texts: Texts;
}

interface Parts {
  readonly imports?: string;
  readonly declarations?: string;
  readonly statements: string;
  readonly wrapper?: string;
  readonly files?: Texts;
}

/** How a handler enforces what a scheme says. */
export interface Shape {
  readonly id: string;
  parts(frame: Frame, scheme: Scheme, effect: string): Parts;
}

const helper = 'lib/access';

/** How one file imports another one, given by its path without an extension. */
export function specifier(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length - 1) || './'}${to}`;
}

/** What a file needs besides its own statements. */
function preamble(frame: Frame, scheme: Scheme): string {
  return [frame.imports, scheme.imports, scheme.declarations].filter((part) => part !== '').join('\n');
}

/** Puts a handler and its project together; `condition` replaces the scheme's own. */
export function write(frame: Frame, scheme: Scheme, shape: Shape, effect: Effect): Project {
  const { imports = '', declarations = '', statements, wrapper, files = {} } = shape.parts(frame, scheme, effect.code);
  const text = [
    frame.imports,
    scheme.imports,
    effect.imports,
    imports,
    scheme.declarations,
    frame.handler(statements, wrapper),
    declarations,
  ]
    .filter((part) => part !== '')
    .join('\n');
  return { file: frame.file, texts: { ...frame.others, ...files, [frame.file]: `${text}\n` } };
}

/** What a handler does once the request may pass. */
export interface Effect {
  readonly imports: string;
  readonly code: string;
}

/** Effects of different kinds. */
export const effects: readonly Effect[] = [
  { imports: "import { sql } from '@vercel/postgres';", code: 'await sql`delete from sessions`;' },
  {
    imports: "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();",
    code: 'const { count } = await prisma.session.deleteMany();\nconsole.log(count);',
  },
  { imports: '', code: "await fetch('https://partner.example/refresh', { method: 'POST' });" },
  { imports: "import { sendDigest } from '@acme/mail';", code: 'await sendDigest();' },
];

function inHandler(id: string, statements: (frame: Frame, condition: string, done: string) => string): Shape {
  return {
    id,
    parts: (frame, scheme, effect) => ({
      statements: `${scheme.before(frame)}\n${statements(frame, scheme.condition, `${effect}\nreturn ${frame.answer};`)}`,
    }),
  };
}

function inFile(
  id: string,
  name: string,
  judge: (frame: Frame, scheme: Scheme) => string,
  statements: (frame: Frame, done: string) => string,
): Shape {
  return {
    id,
    parts: (frame, scheme, effect) => ({
      imports: `import { ${name} } from '${specifier(frame.file, helper)}';`,
      statements: statements(frame, `${effect}\nreturn ${frame.answer};`),
      files: { [`${helper}.ts`]: `${preamble(frame, scheme)}\n${judge(frame, scheme)}\n` },
    }),
  };
}

/** Ways of enforcing that are all equally good. */
export const shapes: readonly Shape[] = [
  inHandler('early return', (frame, condition, done) => `if (!(${condition})) {\nreturn ${frame.refusal};\n}\n${done}`),
  inHandler('positive branch', (frame, condition, done) => `if (${condition}) {\n${done}\n}\nreturn ${frame.refusal};`),
  inHandler('constant', (frame, condition, done) => `const allowed = ${condition};\nif (!allowed) return ${frame.refusal};\n${done}`),
  inHandler(
    'flag',
    (frame, condition, done) =>
      `let allowed = false;\nif (${condition}) allowed = true;\nif (allowed === false) return ${frame.refusal};\n${done}`,
  ),
  inHandler('else', (frame, condition, done) => `if (${condition}) {\n${done}\n} else {\nreturn ${frame.refusal};\n}`),
  inHandler(
    'switch',
    (frame, condition, done) => `switch (true) {\ncase ${condition}:\nbreak;\ndefault:\nreturn ${frame.refusal};\n}\n${done}`,
  ),
  inHandler(
    'throw and catch',
    (frame, condition, done) =>
      `try {\nif (!(${condition})) throw new Error('Unauthorized');\n} catch {\nreturn ${frame.refusal};\n}\n${done}`,
  ),
  inHandler(
    'local function',
    (frame, condition, done) => `const isAllowed = () => ${condition};\nif (!isAllowed()) return ${frame.refusal};\n${done}`,
  ),
  inHandler(
    'run when allowed',
    (frame, condition, done) => `const run = async () => {\n${done}\n};\nreturn (${condition}) ? run() : ${frame.refusal};`,
  ),
  inFile(
    'boolean in another file',
    'isAllowed',
    (frame, scheme) =>
      `export async function isAllowed(${frame.parameters}): Promise<boolean> {\n${scheme.before(frame)}\nreturn ${scheme.condition};\n}`,
    (frame, done) => `if (!(await isAllowed(${frame.passed}))) return ${frame.refusal};\n${done}`,
  ),
  inFile(
    'response or nothing',
    'refuse',
    (frame, scheme) =>
      `export async function refuse(${frame.parameters}) {\n${scheme.before(frame)}\nif (${scheme.condition}) return undefined;\nreturn ${frame.refusal};\n}`,
    (frame, done) => `const refused = await refuse(${frame.passed});\nif (refused) return refused;\n${done}`,
  ),
  inFile(
    'result object',
    'check',
    (frame, scheme) =>
      `export async function check(${frame.parameters}) {\n${scheme.before(frame)}\nif (${scheme.condition}) return { ok: true } as const;\nreturn { ok: false, reason: 'credential' } as const;\n}`,
    (frame, done) =>
      `const access = await check(${frame.passed});\nif (!access.ok) {\nconsole.warn(access.reason);\nreturn ${frame.refusal};\n}\n${done}`,
  ),
  inFile(
    'throwing helper',
    'demand',
    (frame, scheme) =>
      `class Denied extends Error {}\nexport const demand = async (${frame.parameters}): Promise<void> => {\n${scheme.before(frame)}\nif (!(${scheme.condition})) throw new Denied('Unauthorized');\n};`,
    (frame, done) =>
      `try {\nawait demand(${frame.passed});\n} catch (error) {\nconsole.error(error);\nreturn ${frame.refusal};\n}\n${done}`,
  ),
  inFile(
    'method of a class',
    'Access',
    (frame, scheme) =>
      `export class Access {\nasync allows(${frame.parameters}) {\n${scheme.before(frame)}\nreturn ${scheme.condition};\n}\n}`,
    (frame, done) => `const access = new Access();\nif (!(await access.allows(${frame.passed}))) {\nreturn ${frame.refusal};\n}\n${done}`,
  ),
];
