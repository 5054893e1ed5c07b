import type ts from 'typescript';
import type { Context } from './context';
import { bindName, withDefault } from './members';
import type { Frame, State } from './state';
import { identity, undefinedValue, unknown, type Value } from './value';

/** Gives arguments to parameters; with `open` arguments the rest is unknown instead of missing. */
export function bindParameters(
  context: Context,
  parameters: readonly ts.ParameterDeclaration[],
  args: readonly Value[],
  state: State,
  frame: Frame,
  node: ts.Node,
  open = false,
): readonly State[] {
  let states: readonly State[] = [state];
  parameters.forEach((parameter, index) => {
    const given: Value = parameter.dotDotDotToken
      ? { kind: 'array', items: args.slice(index), open }
      : (args[index] ?? (open ? unknown(`p${identity(parameter)}@${identity(node)}`) : undefinedValue));
    states = states.flatMap((before) => {
      const outcome = { value: given, state: before, thrown: false };
      const values = parameter.initializer ? withDefault(context, outcome, parameter.initializer, frame) : [outcome];
      return values.flatMap((end) =>
        end.thrown ? [] : bindName(context, parameter.name, end.value, end.state, frame).map((bound) => bound.state),
      );
    });
  });
  return states;
}
