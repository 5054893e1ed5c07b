import type { Calling, Shape } from '../../model/adapters';
import type { CallingStyle } from '../../model/callingStyle';

/** How procedures and their middleware are called: with one object, whose member of a name is what middleware hands on. `style` is the word that fixes know resolvers by. */
export function procedureCalling(
  name: string,
  style: CallingStyle,
): { readonly shared: Shape; readonly middleware: Calling; readonly resolver: Calling } {
  const shared: Shape = { '*': { kind: 'neutral' } };
  const input: Shape = { '*': { kind: 'input', input: 'body', absent: 'undefined' } };
  const parameters: Calling['parameters'] = [{ kind: 'parts', parts: { [name]: shared, input, next: 'continue' } }];
  return {
    shared,
    middleware: { parameters, result: 'ignored', style: 'other', hands: { option: name, to: shared } },
    resolver: { parameters, result: 'responds', style },
  };
}
