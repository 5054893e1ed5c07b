import { callable } from '../model/serving';
import type { Value } from './value';

/** A value as adapters see it: constants, lists and objects as such, what may be called as {@link callable}, the rest `undefined`. */
export function plainValue(value: Value, depth = 5): unknown {
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'array':
      return depth === 0 ? [] : value.items.map((item) => plainValue(item, depth - 1));
    case 'object':
      if (depth === 0 || value.type === 'Error' || value.type === 'Headers') return undefined;
      return Object.fromEntries([...value.fields].map(([name, field]) => [name, plainValue(field, depth - 1)]));
    case 'class':
      return Object.fromEntries(
        value.node.members.flatMap((member) => (member.name && 'body' in member ? [[member.name.getText(), callable]] : [])),
      );
    case 'function':
    case 'native':
    case 'unknown':
      return callable;
    case 'api':
      return value.path.endsWith(')') || value.path.includes('()') ? callable : undefined;
    default:
      return undefined;
  }
}
