import ts from 'typescript';
import type { Uri } from '../model/source';
import { Consulted } from '../project/consulted';
import { memoized } from '../project/memoized';
import type { Program } from '../project/program';
import { moduleFrame, type Context } from './context';
import { enterModule } from './enterModule';
import { evaluate } from './evaluate';
import { apartFromEndpoints } from './moduleConstants';
import { settingOf } from './settings';
import { emptyState, isKnownSet, learn, type State } from './state';
import type { Outcome } from './value';

/** Modules that are looked at for one file. */
const most = 150;

interface Answer {
  readonly isRequired: boolean;
  readonly consulted: Consulted;
}

const answersOf = memoized<Program, Map<string, Answer>>(() => new Map());
const loadsOf = memoized<Program, Map<Uri, readonly Uri[]>>(() => new Map());

/**
 * The state with what is known of a variable of the environment that the code which runs has asked for: it is set where a module that has been
 * loaded before that code throws otherwise. Modules that are imported on demand, or for their types only, do not count.
 */
export function knownAtStart(context: Context, name: string, state: State, node: ts.Node): State {
  if (state.facts.has(`env:${name}`)) return state;
  const files = new Set([node, ...context.active].map((code) => code.getSourceFile().fileName));
  const applications = context.applications?.() ?? [];
  const isKnown =
    [...files].some((uri) => isRequired(context, uri, name)) ||
    (applications.length > 0 && applications.every((uri) => isRequired(context, uri, name)));
  return isKnown ? learn(state, `env:${name}`, { truthy: true, nullish: false }) : state;
}

function isRequired(context: Context, uri: Uri, name: string): boolean {
  return once(context.program, `below ${uri} ${name}`, () => isRequiredBelow(context, uri, name));
}

/** An answer about a program that many endpoints ask for. Whoever asks while it is being found is part of what is looked at, and hears no. */
function once(program: Program, key: string, find: () => boolean): boolean {
  const answers = answersOf(program);
  let answer = answers.get(key);
  if (!answer) {
    answers.set(key, { isRequired: false, consulted: new Consulted() });
    const { result, consulted } = program.track(find);
    answers.set(key, (answer = { isRequired: result, consulted }));
  }
  program.consult(answer.consulted);
  return answer.isRequired;
}

function isRequiredBelow(context: Context, from: Uri, name: string): boolean {
  const seen = new Set<Uri>([from]);
  for (const uri of seen) {
    if (seen.size > most) return false;
    const text = context.program.text(uri) ?? '';
    if (uri !== from && text.includes(name) && once(context.program, `in ${uri} ${name}`, () => requires(context, uri, name))) return true;
    const loads = loadsOf(context.program);
    const next = loads.get(uri) ?? loadedBy(context, uri, text);
    loads.set(uri, next);
    for (const each of next) seen.add(each);
  }
  return false;
}

const importing =
  /^(?:import|export)\s+(?!type\s)(?:([^'";]*?)\s*from\s*)?['"]([^'"]+)['"]|^(?:const|let|var)\s+([^=;]+?)\s*=\s*require\(['"]([^'"]+)['"]\)/gm;

/** The project's files that a module loads before it runs itself. */
function loadedBy({ program }: Context, uri: Uri, text: string): readonly Uri[] {
  return [...text.matchAll(importing)].flatMap(([statement, clause = '', imported, , required]) => {
    const specifier = imported ?? required;
    const resolved = specifier === undefined ? undefined : program.resolve(specifier, uri);
    if (resolved?.kind !== 'file') return [];
    const isKept = !statement.startsWith('import') || clause === '' || namesOf(clause).some((name) => isUsed(name, text));
    return isKept ? [resolved.uri] : [];
  });
}

/** The names that an import clause gives to values. */
function namesOf(clause: string): readonly string[] {
  return clause.split(/[{},]/).flatMap((part) => {
    const name = part.trim();
    return name === '' || name.startsWith('type ') ? [] : [name.split(/\s+as\s+/).at(-1) ?? name];
  });
}

/** Whether a name is used for more than a type: compilers drop imports that are not. */
function isUsed(name: string, text: string): boolean {
  let mentions = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (/[\w$.]/.test(text[at - 1] ?? '') || /[\w$]/.test(text[at + name.length] ?? '')) continue;
    // The first one is the import.
    if (mentions++ > 0 && !/(?:[:<|&]|\b(?:as|implements|satisfies|typeof))\s*$/.test(text.slice(Math.max(0, at - 12), at))) return true;
  }
  return false;
}

/** Whether a module throws while it is loaded unless a variable is set. */
function requires(context: Context, uri: Uri, name: string): boolean {
  const file = context.program.file(uri);
  if (!file) return false;
  const apart: Context = { ...apartFromEndpoints(context), quiet: 1 };
  const states = enterModule(apart, file, emptyState);
  return (
    states.every((state) => isKnownSet(state, name)) || variablesNaming(file, name).some((node) => isProven(apart, node, states, name))
  );
}

function variablesNaming({ statements }: ts.SourceFile, name: string): readonly ts.Expression[] {
  return statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ initializer }) => (initializer?.getText().includes(name) ? [initializer] : []));
}

/** Whether a module's variable cannot be made without the variable of the environment. */
function isProven(context: Context, node: ts.Expression, states: readonly State[], name: string): boolean {
  const home = moduleFrame(node.getSourceFile());
  const proves = ({ value, state }: Outcome): boolean => {
    if (isKnownSet(state, name)) return true;
    // A schema that is not known, as the end of a very long one is not, requires nothing.
    if (value.kind === 'settings' && value.schema?.kind === 'object' && value.schema.fields.get(name)?.kind !== 'api') return false;
    const read = value.kind === 'settings' ? settingOf(context, value, name, node) : value;
    return read.kind === 'env' && read.name === name && read.validated;
  };
  const ends = states.flatMap((state) => evaluate(context, node, state, home)).filter(({ thrown }) => !thrown);
  return ends.length > 0 && ends.every(proves);
}
