import type { Shape, StrategyModel } from '../model/adapters';
import type { StrategyConvention } from '../model/declaredRoutes';
import { baseClass, injectedInstance } from './classes';
import { firstValue, quietly, type Call } from './context';
import { literalText } from './literals';
import { member } from './members';
import type { Side } from './truth';
import { literal, type ApiValue, type ClassValue, type FunctionValue, type Outcome, type Value } from './value';
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
