import ts from 'typescript';
import { expressionOf, listed } from './infrastructure';
import { className, objectOf, propertyOf } from './infrastructureFunctions';
import { bare, walk } from './syntax';

/**
 * When the rules of its file call a destination of EventBridge: `rate(15 minutes)`. Where none of them names it, what all of them say; `undefined` where that
 * differs or is not written out.
 */
export function ruleFor(destination: ts.CallExpression | ts.NewExpression): string | undefined {
  const name = nameOf(destination);
  const rules = rulesIn(destination.getSourceFile());
  const own = rules.filter(({ targets }) => name !== undefined && targets.some((target) => mentions(target, name)));
  const [only, ...others] = new Set((own.length > 0 ? own : rules).map(({ expression }) => expression));
  return others.length === 0 ? only : undefined;
}

/** A rule of the clock with what it calls. */
interface Rule {
  readonly expression: string | undefined;
  readonly targets: readonly ts.Expression[];
}

function rulesIn(file: ts.SourceFile): readonly Rule[] {
  const rules: {
    readonly expression: string | undefined;
    readonly targets: readonly ts.Expression[];
    readonly name: string | undefined;
  }[] = [];
  const added: { readonly rule: string; readonly target: ts.Expression }[] = [];
  walk(file, (node) => {
    if (ts.isNewExpression(node)) {
      const props = objectOf(node.arguments?.at(-1));
      const schedule = propertyOf(props, 'schedule') ?? propertyOf(props, 'scheduleExpression') ?? propertyOf(props, 'ScheduleExpression');
      const rule = className(node) === 'EventTarget' ? propertyOf(props, 'rule') : undefined;
      const arn = propertyOf(props, 'arn');
      if (rule && arn) added.push({ rule: rule.getText(), target: arn });
      else if (schedule)
        rules.push({ expression: expressionOf(schedule), targets: [...listed(propertyOf(props, 'targets'))], name: nameOf(node) });
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'addTarget') {
      const [target] = node.arguments;
      if (target) added.push({ rule: node.expression.expression.getText(), target });
    }
  });
  return rules.map(({ name, ...rule }) => ({
    ...rule,
    targets: [...rule.targets, ...added.filter((one) => one.rule === name || one.rule === `${name}.name`).map(({ target }) => target)],
  }));
}

/** What stands for a construction: the variable or member of `this` that it is assigned to. */
function nameOf(node: ts.CallExpression | ts.NewExpression): string | undefined {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return parent.name.getText();
  if (ts.isPropertyDeclaration(parent)) return `this.${parent.name.getText()}`;
  return ts.isBinaryExpression(parent) && parent.right === node ? parent.left.getText() : undefined;
}

function mentions(target: ts.Expression, name: string): boolean {
  const parts = ts.isNewExpression(target) ? (target.arguments ?? []) : [target];
  return parts.some((part) => {
    const text = bare(part).getText();
    return text === name || text.startsWith(`${name}.`);
  });
}
