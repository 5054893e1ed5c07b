import ts from 'typescript';
import type { AdministratorModel } from '../model/adapters';
import type { Context } from './context';
import { spanOf } from './recorder';
import { findIn, isEnv, type ApiValue } from './value';
import { placed } from './verifiers';

/** The result of an external call, with the rights of the client it is or comes from; these are noted. */
export function privileged(context: Context, target: ApiValue, result: ApiValue, path: string, node: ts.Node): ApiValue {
  const model = context.libraries.administrators.get(path);
  const privilege = target.privilege ?? (model && isGiven(model, result, node) ? { span: spanOf(node), reason: model.reason } : undefined);
  if (!privilege) return result;
  context.recorder.privilege(privilege);
  return { ...result, privilege };
}

/** Whether the key that gives the rights is handed over; where its value is not known its name in the code tells. */
function isGiven({ key }: AdministratorModel, result: ApiValue, node: ts.Node): boolean {
  if (!key) return true;
  const value = placed(result, key);
  if (!value || value.kind === 'literal') return false;
  const named = findIn(value, (part): part is typeof part & { kind: 'env' } => isEnv(part) && key.variables.test(part.name));
  if (named) return true;
  if (findIn(value, isEnv)) return false;
  const written = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.arguments?.[key.argument] : undefined;
  return written !== undefined && key.variables.test(written.getText());
}
