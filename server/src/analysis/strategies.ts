import type ts from 'typescript';
import type { DecidingPart, Shape, StrategyModel } from '../model/adapters';
import type { StrategyConvention } from '../model/declaredRoutes';
import { baseClass, injectedInstance } from './classes';
import { firstValue, quietly, type Call, type Context } from './context';
import { literalText } from './literals';
import { member } from './members';
import { routerMember, withRouterMember } from './routerMembers';
import type { State } from './state';
import type { Side } from './truth';
import { literal, type ApiValue, type ClassValue, type FunctionValue, type NativeCall, type Outcome, type Value } from './value';
import { decidedBy } from './wrappers';

/** Where strategies are looked for, and what those that ask for the request are given. */
interface Asked {
  readonly convention: StrategyConvention;
  readonly classes: readonly ClassValue[];
  readonly request: Shape;
}

/** A class of the project that verifies what a library has found. */
interface Strategy {
  readonly type: ClassValue;
  readonly model: StrategyModel;
  readonly decides: FunctionValue;
}

/** What the project's own strategies say of the caller, one after the other; `undefined` where one of those asked for is the library's affair. */
export function decidedByStrategies(asked: Asked, callee: ApiValue, call: Call): readonly Side[] | undefined {
  const names = namesIn(callee.calls.find(({ name }) => name === asked.convention.by)?.values[0]);
  const known = new Map(asked.classes.flatMap((type) => strategyOf(asked, type, call)));
  const strategies = names.flatMap((name) => known.get(name) ?? []);
  if (names.length === 0 || strategies.length < names.length) return undefined;
  return strategies.reduce<readonly Side[]>(
    (sides, strategy) => sides.flatMap((side) => (side.truth ? [side] : decided(asked, strategy, { ...call, state: side.state }))),
    [{ truth: false, state: call.state }],
  );
}

function namesIn(value: Value | undefined): readonly string[] {
  if (value?.kind === 'array') return value.items.flatMap((item) => namesIn(item));
  const name = literalText(value);
  return name === undefined ? [] : [name];
}

/** The strategy that a class is, by its name. */
function strategyOf({ convention }: Asked, type: ClassValue, { context, state, node }: Call): readonly (readonly [string, Strategy])[] {
  const base = quietly(context, () => firstValue(baseClass(context, type, state)));
  if (base?.kind !== 'api' || base.path !== `${convention.base}()`) return [];
  const [strategy, name] = base.calls.at(-1)?.values ?? [];
  const model = strategy?.kind === 'api' ? context.libraries.strategies.get(strategy.path) : undefined;
  const decides = model && firstValue(member(context, injectedInstance(type), convention.method, state, node));
  return model && decides?.kind === 'function' ? [[literalText(name) ?? model.name, { type, model, decides }]] : [];
}

function decided({ request }: Asked, { type, model, decides }: Strategy, { context, state, node, frame }: Call): readonly Side[] {
  const isGivenRequest = handsRequest.test(type.node.getText());
  const gives = [...(isGivenRequest ? (['request'] as const) : []), ...model.gives, 'callback' as const];
  const given: Value = { kind: 'shaped', shape: request, path: '', args: [] };
  return decidedBy(context, decides, { gives }, { args: [given], state, node, frame }, node);
}

const handsRequest = /\bpassReqToCallback\s*:\s*true\b/;

/** What a guard that asks strategies gives: it throws unless one of them has let the request pass. */
export function passedOn(sides: readonly Side[] | undefined): readonly Outcome[] | undefined {
  return sides?.map(({ truth: isAccepted, state }) => ({
    value: { kind: 'promise', value: literal(true), rejects: !isAccepted, guard: isAccepted ? undefined : state.refused },
    state,
    thrown: false,
  }));
}

/** The state after code has registered a strategy whose function decides: `passport.use('name', new Strategy((token, done) => …))`. */
export function registered(path: string, { context, args, state }: Call): State | undefined {
  const { libraries } = context;
  const strategy = libraries.registers.get(path) ? args.find((arg) => arg.kind === 'api') : undefined;
  const model = strategy?.kind === 'api' ? libraries.strategies.get(strategy.path.replace(/\(\)$/, '')) : undefined;
  const given = strategy?.kind === 'api' ? strategy.calls.at(-1)?.values : undefined;
  const decides = given?.findLast((value): value is FunctionValue => value.kind === 'function');
  if (!model || !decides) return undefined;
  const isGivenRequest =
    given?.some((value) => value.kind === 'object' && value.fields.get('passReqToCallback')?.kind === 'literal') === true;
  const gives: readonly DecidingPart[] = [...(isGivenRequest ? (['request'] as const) : []), ...model.gives, 'callback'];
  const kept: Value = { kind: 'array', items: [decides, ...gives.map((part) => literal(part))], open: false };
  return withRouterMember(state, memberName(literalText(args[0]) ?? model.name), kept);
}

const memberName = (name: string): string => `strategy ${name}`;

/** What the functions of registered strategies say of the caller; `undefined` where one of those asked for is the library's affair. */
export function decidedByRegistered(
  context: Context,
  asked: Value | undefined,
  call: NativeCall,
  node: ts.Node,
): readonly Side[] | undefined {
  const names = namesIn(asked);
  const kept = names.flatMap((name) => routerMember(call.state, memberName(name)) ?? []);
  if (names.length === 0 || kept.length < names.length) return undefined;
  return kept.reduce<readonly Side[]>(
    (sides, one) =>
      sides.flatMap((side) => {
        const [decides, ...parts] = one.kind === 'array' ? one.items : [];
        if (side.truth || decides?.kind !== 'function') return [side];
        const gives = parts.flatMap((part) => decidingParts.find((known) => known === literalText(part)) ?? []);
        return decidedBy(context, decides, { gives, synchronous: true }, { ...call, state: side.state }, node);
      }),
    [{ truth: false, state: call.state }],
  );
}

const decidingParts: readonly DecidingPart[] = ['token', 'name', 'password', 'key', 'request', 'callback'];
