import type { DecoratorConvention, InjectionModel } from '../model/declaredRoutes';
import type { Uri } from '../model/source';
import { memoized } from '../project/memoized';
import type { Program } from '../project/program';
import type { Call } from './context';
import { Container } from './injection';
import type { Libraries } from './library';
import type { ClassValue, Outcome } from './value';

/** What a library's container gives for a class: an instance, unless code of the project has bound the class to something else. */
export function contained(path: string, { context, args, state, node }: Call): readonly Outcome[] | undefined {
  const model = context.libraries.containers.get(path);
  const [token] = args;
  if (!model || token?.kind !== 'class' || isBoundElsewhere(context.program, token)) return undefined;
  return plainContainer(context.libraries).instance(context, token, state, node);
}

/** Stands for the containers of libraries, where no framework has one of its own. */
export const plainContainer = memoized(
  ({ injects }: Libraries): Container => new Container(withTokens([...injects]), new Map(), undefined, isBoundElsewhere),
);

function withTokens(tokens: InjectionModel['tokens']): DecoratorConvention {
  return {
    modules: [],
    controllers: [],
    routes: {},
    versions: [],
    gates: {},
    compositions: [],
    parameters: {},
    parameterMakers: [],
    request: {},
    response: {},
    context: {},
    handler: { parameters: [], result: 'ignored' },
    injection: {
      tokens,
      module: 'none#',
      providers: '',
      imports: '',
      controllers: '',
      provide: '',
      useClass: '',
      useValue: '',
      useFactory: '',
      useExisting: '',
      inject: '',
      gates: {},
      factories: {},
      resolves: [],
      forwards: [],
      configuration: {},
      mounts: [],
    },
    overrides: {},
    join: (prefix) => prefix,
    covers: () => false,
  };
}

interface Binding {
  readonly isBound: boolean;
  /** Files that name the class. */
  readonly naming: readonly Uri[];
}

const bindingsOf = memoized<Program, Map<string, Binding>>(() => new Map());

/** Whether something else is put in the place of a class somewhere: `container.register(Auth, { useClass: OpenAuth })`. Tests do not count. */
function isBoundElsewhere(program: Program, { node }: ClassValue): boolean {
  const name = node.name?.text;
  if (name === undefined) return true;
  const known = bindingsOf(program);
  const binding = known.get(name) ?? program.track(() => bindingOf(program, name)).result;
  known.set(name, binding);
  // Files that do not name the class have no part in the answer, so that a change of them asks nobody again.
  program.consult(binding.naming);
  return binding.isBound;
}

function bindingOf(program: Program, name: string): Binding {
  const generic = '\\s*(?:<[^>]*>)?\\(\\s*';
  const binds = new RegExp(
    `\\b(?:register\\w*|set|rebind)${generic}${name}\\s*,|\\b(?:re)?bind${generic}${name}\\s*\\)\\s*\\.to(?!Self\\b)`,
  );
  const naming = [...program.snapshot.files].filter((uri) => code.test(uri) && program.text(uri)?.includes(name) === true);
  return { isBound: naming.some((uri) => binds.test(program.text(uri) ?? '')), naming };
}

const code = /^(?!.*(?:\.(?:test|spec)\.|__tests__\/)).*\.[cm]?[jt]sx?$/;
