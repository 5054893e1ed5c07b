import ts from 'typescript';
import { enter } from './call';
import { frameFor, moduleFrame, one, then, type Context } from './context';
import { evaluate, nameText } from './evaluate';
import { member } from './members';
import { identifier } from './modules';
import { bounded } from './objectLiteral';
import { bindParameters } from './parameters';
import { replacedMember, type Replacement } from './replacedMembers';
import { readVariable, writeVariable, type Frame, type State } from './state';
import { identity, undefinedValue, unknown, type ApiValue, type ClassValue, type ObjectValue, type Outcome, type Value } from './value';

/** A class where it is declared. */
export function declaredClass(node: ts.ClassLikeDeclaration, frame: Frame): ClassValue {
  return { kind: 'class', node, frame };
}

/** An instance that a framework makes: its constructor runs once a member of it is asked for. */
export function injectedInstance(type: ClassValue): ObjectValue {
  return { kind: 'object', fields: new Map(), open: true, type, injected: true };
}

const isStatic = (item: ts.ClassElement): boolean =>
  ts.canHaveModifiers(item) && (ts.getModifiers(item) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword);

/** A member that a class declares: a method bound to the instance, a getter's value, a static property. */
export function classMember(
  context: Context,
  type: ClassValue,
  name: string,
  state: State,
  node: ts.Node,
  self: ObjectValue | undefined,
): readonly Outcome[] {
  const found = type.node.members.find(
    (item) =>
      item.name && nameText(item.name) === name && isStatic(item) === (self === undefined) && !(ts.isMethodDeclaration(item) && !item.body),
  );
  const kept = found && !self ? readVariable(state, type.frame, found) : undefined;
  if (kept) return one(kept, state);
  const replaced = replacedMember(type.node, name, self === undefined);
  if (replaced) return replacing(context, replaced.by, self ?? type, state, type.frame, node);
  if (found && ts.isMethodDeclaration(found))
    return one({ kind: 'function', node: found, frame: type.frame, self: self ?? type, bound: [] }, state);
  if (found && ts.isGetAccessorDeclaration(found))
    return enter(context, { kind: 'function', node: found, frame: type.frame, self: self ?? type, bound: [] }, [], state, node, type.frame);
  if (found && ts.isPropertyDeclaration(found) && found.initializer && !self)
    return evaluate(context, found.initializer, state, type.frame);
  return then(baseClass(context, type, state), (base, next) => {
    if (base?.kind === 'class') return classMember(context, base, name, next, node, self);
    if (base?.kind === 'api' && self) return member(context, inherited(base, self), name, next, node);
    return one(base === undefined || base === undefinedValue ? undefinedValue : unknown(`m${identity(type.node)}.${name}`), next);
  });
}

/** What its module has put in a member's place. */
function replacing(
  context: Context,
  by: Replacement,
  self: ObjectValue | ClassValue,
  state: State,
  home: Frame,
  node: ts.Node,
): readonly Outcome[] {
  if (!by) return one(unknown(`replaced${identity(node)}`), state);
  return then(evaluate(context, by, state, home), (value, next) =>
    one(value.kind === 'function' && !value.self ? { ...value, self } : value, next),
  );
}

/** The state after a static property of a class has got another value. */
export function setStatic(type: ClassValue, name: string, value: Value, state: State): State {
  const found = type.node.members.find(
    (item) => ts.isPropertyDeclaration(item) && isStatic(item) && item.name && nameText(item.name) === name,
  );
  return found ? writeVariable(state, type.frame, found, value) : state;
}

/** What a class extends: `undefined` for none. */
export function baseClass(context: Context, type: ClassValue, state: State): readonly Outcome[] {
  const clause = type.node.heritageClauses?.find((heritage) => heritage.token === ts.SyntaxKind.ExtendsKeyword);
  const base = clause?.types[0]?.expression;
  if (!base) return one(undefinedValue, state);
  return ts.isIdentifier(base) ? identifier(context, base, state, type.frame) : evaluate(context, base, state, type.frame);
}

/**
 * The instance that `new` makes: fields, parameter properties and what the constructor assigns. While a base class is constructed, the instance
 * is already one `of` the class that extends it.
 */
export function instantiate(
  context: Context,
  type: ClassValue,
  args: readonly Value[],
  state: State,
  node: ts.Node,
  caller: Frame,
  of: ClassValue = type,
): readonly Outcome[] {
  const frame = frameFor(context, type.node, type.frame, node, caller);
  frame.captured = true;
  return then(baseClass(context, type, state), (base, entered) => {
    const ownConstructor = type.node.members.find(
      (item): item is ts.ConstructorDeclaration => ts.isConstructorDeclaration(item) && item.body !== undefined,
    );
    const start =
      base.kind === 'class' && !ownConstructor
        ? instantiate(context, base, args, entered, node, caller, of)
        : base.kind === 'class'
          ? instantiate(context, base, [], entered, type.node, caller, of)
          : one(blank(base), entered);
    return then(start, (inherited, next) => {
      const fields = inherited.kind === 'object' ? inherited.fields : new Map<string, Value>();
      const self: ObjectValue = { kind: 'object', fields, open: inherited.kind === 'object' && inherited.open, type: of, made: node };
      return construct(context, type, ownConstructor, args, writeVariable(next, frame, type.node, self), frame, node);
    });
  });
}

function blank(base: Value): ObjectValue {
  return { kind: 'object', fields: new Map(), open: base !== undefinedValue, type: undefined };
}

function construct(
  context: Context,
  type: ClassValue,
  constructor: ts.ConstructorDeclaration | undefined,
  args: readonly Value[],
  state: State,
  frame: Frame,
  node: ts.Node,
): readonly Outcome[] {
  let states: readonly State[] = [state];
  if (constructor) {
    states = bindParameters(context, constructor.parameters, args, state, frame, node).map((bound) =>
      constructor.parameters.reduce((next, parameter) => {
        if (!ts.isParameterPropertyDeclaration(parameter, constructor) || !ts.isIdentifier(parameter.name)) return next;
        return setOwn(next, frame, type, parameter.name.text, readVariable(next, frame, parameter) ?? undefinedValue);
      }, bound),
    );
  }
  for (const item of type.node.members) {
    if (!ts.isPropertyDeclaration(item) || !item.initializer || isStatic(item)) continue;
    const { initializer } = item;
    const name = nameText(item.name);
    if (name === undefined) continue;
    const combinations = states.length;
    states = states.flatMap((before) =>
      bounded(evaluate(context, initializer, before, frame), before, item, combinations)
        .filter((end) => !end.thrown)
        .map((end) => setOwn(end.state, frame, type, name, end.value)),
    );
  }
  if (constructor?.body) {
    const run = { kind: 'function', node: constructor, frame, self: undefined, bound: [] } as const;
    states = states.flatMap((before) =>
      enter(context, run, args, before, node, frame)
        .filter((end) => !end.thrown)
        .map((end) => end.state),
    );
  }
  return states.flatMap((end) => one(readVariable(end, frame, type.node) ?? undefinedValue, end));
}

function setOwn(state: State, frame: Frame, type: ClassValue, name: string, value: Value): State {
  const self = readVariable(state, frame, type.node);
  return self?.kind === 'object'
    ? writeVariable(state, frame, type.node, { ...self, fields: new Map(self.fields).set(name, value) })
    : state;
}

/** `super(…)`: the base's fields become the instance's. */
export function superCall(
  context: Context,
  args: readonly Value[],
  state: State,
  node: ts.CallExpression,
  frame: Frame,
): readonly Outcome[] {
  const owner = ts.findAncestor(node, ts.isClassLike);
  for (let scope: Frame | undefined = frame; scope; scope = scope.parent) {
    if (scope.node !== owner || !owner) continue;
    const at = scope;
    const type: ClassValue = { kind: 'class', node: owner, frame: scope.parent ?? scope };
    return then(baseClass(context, type, state), (base, next) => {
      if (base.kind !== 'class') return one(undefinedValue, next);
      const current = readVariable(next, at, owner);
      const of = current?.kind === 'object' && typeof current.type === 'object' ? current.type : type;
      return then(instantiate(context, base, args, next, node, frame, of), (made, last) => {
        const self = readVariable(last, at, owner);
        if (made.kind !== 'object' || self?.kind !== 'object') return one(undefinedValue, last);
        return one(undefinedValue, writeVariable(last, at, owner, { ...self, fields: new Map([...made.fields, ...self.fields]) }));
      });
    });
  }
  return one(undefinedValue, state);
}

/** `super` in a method: the instance as its base class sees it, or what a library gives as the base. */
export function superValue(context: Context, node: ts.Node, self: Value | undefined, state: State): readonly Outcome[] {
  const owner = ts.findAncestor(node, ts.isClassLike);
  if (!owner) return one(unknown(`super${identity(node)}`), state);
  const type: ClassValue = { kind: 'class', node: owner, frame: moduleFrame(owner.getSourceFile()) };
  return then(baseClass(context, type, state), (base, next) => {
    if (base.kind === 'class' && self?.kind === 'object') return one({ ...self, type: base }, next);
    if (base.kind !== 'api') return one(unknown(`super${identity(node)}`), next);
    return one(inherited(base, self), next);
  });
}

/** An instance of a library's class that one of the project extends. */
function inherited(base: ApiValue, self: Value | undefined): ApiValue {
  return { ...base, path: `${base.path}()`, calls: [...base.calls, { name: 'super', values: self ? [self] : [] }] };
}
