import type { Uri } from '../model/source';
import type { Program } from '../project/program';
import type { Fact, State } from './state';

type Facts = ReadonlyMap<string, Fact>;

/**
 * Which modules assert that settings are there. A package may hold several applications: what one of them asserts is known to the modules that
 * are loaded with it, not to another one's.
 */
export class Assertions {
  /** Modules by the fact that they have asserted. */
  private readonly by = new Map<string, Set<Uri>>();
  private readonly imports = new Map<Uri, readonly Uri[]>();
  private readonly starting: readonly Uri[];

  constructor(
    private readonly program: Program,
    modules: readonly Uri[],
  ) {
    this.starting = modules.filter((uri) => starts.test(program.text(uri) ?? ''));
  }

  /** The states in which a module's own code runs: what it does not load has asserted nothing for it. */
  apart(uri: Uri, states: readonly State[]): readonly State[] {
    const others = this.hasSeveral ? [...this.by].filter(([, modules]) => !this.loadsAny(uri, modules)) : [];
    if (others.length === 0) return states;
    return states.map((state) => ({
      ...state,
      facts: new Map([...state.facts].filter(([key]) => !others.some(([other]) => other === key))),
    }));
  }

  /** The states after a module's code has run, with what others have asserted before; what is known in all of them now is noted as the module's. */
  together(uri: Uri, before: readonly State[], apart: readonly State[], after: readonly State[]): readonly State[] {
    for (const key of assertedIn(after)) if (!isKnown(apart, key)) this.by.set(key, (this.by.get(key) ?? new Set()).add(uri));
    if (before === apart) return after;
    const others = new Map(before.flatMap(({ facts }) => [...facts].filter(([key]) => this.by.has(key))));
    return after.map((state) => ({ ...state, facts: new Map([...others, ...state.facts]) }));
  }

  /** The facts that hold for what a module registers, in every application that loads it. */
  holding(facts: Facts, uri: Uri): Facts {
    const asserted = this.hasSeveral ? [...this.by].filter(([key]) => facts.get(key)?.truthy === true) : [];
    if (asserted.length === 0) return facts;
    const applications = this.applications(uri);
    const lost = asserted.filter(([, modules]) => applications.some((start) => !this.loadsAny(start, modules)));
    return lost.length === 0 ? facts : new Map([...facts].filter(([key]) => !lost.some(([other]) => other === key)));
  }

  /** The modules that start the applications which load a module. */
  applications(uri: Uri): readonly Uri[] {
    return this.starting.filter((start) => this.loads(start).has(uri));
  }

  private get hasSeveral(): boolean {
    return this.starting.length > 1;
  }

  private loadsAny(uri: Uri, modules: ReadonlySet<Uri>): boolean {
    const loaded = this.loads(uri);
    return [...modules].some((module) => loaded.has(module));
  }

  /** The project's modules that one loads, at once or later, itself included. */
  private loads(uri: Uri): ReadonlySet<Uri> {
    const loaded = new Set([uri]);
    for (const module of loaded) for (const next of this.importsOf(module)) if (loaded.size < most) loaded.add(next);
    return loaded;
  }

  private importsOf(uri: Uri): readonly Uri[] {
    const known = this.imports.get(uri);
    if (known) return known;
    const found = [...(this.program.text(uri) ?? '').matchAll(specifiers)].flatMap(([, specifier = '']) => {
      const resolved = this.program.resolve(specifier, uri);
      return resolved.kind === 'file' ? [resolved.uri] : [];
    });
    this.imports.set(uri, found);
    return found;
  }
}

/** Modules that are looked at for one application. */
const most = 400;

const specifiers = /\b(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g;

/** What starts a server. */
const starts = /\.listen\s*\(|\bserve\s*\(|\bcreateServer\s*\(/;

function assertedIn([first, ...others]: readonly State[]): readonly string[] {
  return [...(first?.facts ?? [])].flatMap(([key, { truthy }]) =>
    key.startsWith('env:') && truthy === true && isKnown(others, key) ? [key] : [],
  );
}

function isKnown(states: readonly State[], key: string): boolean {
  return states.every(({ facts }) => facts.get(key)?.truthy === true);
}
