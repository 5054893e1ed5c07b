import ts from 'typescript';
import { calledName } from './callSyntax';

/**
 * A call of a logger, whoever wrote it: `logger.warn(…)`, `request.log.info(…)`, `log('warn', …)`, `log.set({ … })` for an event that is
 * written at the end.
 */
export function isLogging(node: ts.CallExpression, name: string): boolean {
  if (ts.isIdentifier(node.expression))
    return ts.isExpressionStatement(node.parent) && /^(log|logger|log(Event|Message|Debug|Info|Warn|Warning|Error))$/.test(name);
  if (
    !/^(log|info|warn|warning|error|debug|trace|verbose|fatal|silly|http|set)$/.test(name) ||
    !ts.isPropertyAccessExpression(node.expression)
  )
    return false;
  const receiver = node.expression.expression;
  const last = ts.isPropertyAccessExpression(receiver)
    ? receiver.name.text
    : ts.isIdentifier(receiver)
      ? receiver.text
      : ts.isCallExpression(receiver)
        ? receiver.expression.getText()
        : '';
  if (name === 'set') return /^(?:log|\w*[lL]ogger)$/.test(last);
  return /log(ger|ging)?$|^console$|^pino|Logger/.test(last) || /^(log|logger)/i.test(last);
}

/** Whether a node is such a call. */
export function isLog(node: ts.Node): boolean {
  const name = calledName(node);
  return name !== undefined && ts.isCallExpression(node) && isLogging(node, name);
}

/** Whether code writes a log somewhere, as far as its text tells. */
export function mentionsLog(text: string): boolean {
  return /\bconsole\s*\.|\b(log|logger|log[A-Z]\w*|\w*Logger|audit\w*)\s*[.(]/.test(text);
}
