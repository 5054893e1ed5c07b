import type ts from 'typescript';
import { argumentsMatter, given } from './call';
import { mayEnter, one, then, type Context } from './context';
import { evaluate } from './evaluate';
import { externalNew } from './external';
import { made } from './instances';
import { isNullishLiteral } from './literals';
import type { Frame, State } from './state';
import { identity, literal, unknown, type Outcome } from './value';

/** A `new` expression. */
export function construct(context: Context, node: ts.NewExpression, state: State, frame: Frame): readonly Outcome[] {
  return then(evaluate(context, node.expression, state, frame), (target, next) => {
    // A module that makes an instance of nothing is not loaded.
    if (context.quiet > 0 && isNullishLiteral(target)) return [{ value: unknown(`error${identity(node)}`), state: next, thrown: true }];
    const { shallow } = context;
    const { thrown, ends } = given(context, node.arguments ?? [], next, frame, argumentsMatter(context, target, undefined));
    context.shallow = shallow;
    const outcomes = ends.flatMap((end) => {
      if (target.kind === 'class')
        return mayEnter(context, target.node)
          ? made(context, target, end.values, end.state, node, frame)
          : one(literal(undefined), end.state);
      return (
        context.routing?.call({ context, callee: target, method: undefined, args: end.values, node, state: end.state, frame }) ??
        externalNew(target, { context, args: end.values, state: end.state, node, frame })
      );
    });
    return [...thrown, ...outcomes];
  });
}
