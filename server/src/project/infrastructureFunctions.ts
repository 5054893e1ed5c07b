import ts from 'typescript';
import { resolveName } from './bindings';
import { walk } from './syntax';

/** A function that infrastructure code declares. */
export interface DeclaredFunction {
  readonly name: string;
  /** Its code without extension, relative to the workspace root. */
  readonly file: string;
  /** The export that is called. */
  readonly handler: string;
}

/** The functions of one file, by what stands for them in code. */
export class DeclaredFunctions {
  private readonly byNode = new Map<ts.Node, DeclaredFunction | undefined>();

  constructor(
    private readonly source: ts.SourceFile,
    private readonly path: string,
    private readonly base: string,
  ) {}

  /** Every function that has been asked for or is constructed in the file. */
  all(): readonly DeclaredFunction[] {
    walk(this.source, (node) => {
      if (ts.isNewExpression(node)) this.of(node);
    });
    return [...this.byNode.values()].flatMap((found) => found ?? []);
  }

  /** The function that an expression stands for: its construction, a text or options that name its handler, something made of one of these. */
  of(node: ts.Expression | undefined, depth = 6): DeclaredFunction | undefined {
    if (!node || depth === 0) return undefined;
    if (ts.isStringLiteralLike(node)) return this.remembered(node, () => this.handled(undefined, node.text, 'function'));
    if (ts.isObjectLiteralExpression(node)) {
      const handler = textOf(propertyOf(node, 'handler'));
      if (handler !== undefined) return this.remembered(node, () => this.handled(undefined, handler, 'function'));
      return this.of(propertyOf(node, 'function'), depth - 1);
    }
    if (ts.isNewExpression(node)) {
      if (/^(?:Nodejs|Bun)?Function$/.test(className(node))) return this.remembered(node, () => this.constructed(node));
      return this.first(node.arguments ?? [], depth);
    }
    if (ts.isCallExpression(node)) return this.first(node.arguments, depth);
    const initializer = this.initializer(node);
    if (initializer && initializer !== node) return this.of(initializer, depth - 1);
    return ts.isPropertyAccessExpression(node) ? this.of(node.expression, depth - 1) : undefined;
  }

  /** What a variable, or a member of `this`, is given where it is declared or assigned. */
  initializer(node: ts.Expression | undefined): ts.Expression | undefined {
    if (!node) return undefined;
    if (ts.isIdentifier(node)) {
      const declaration = resolveName(node.text, node);
      return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    }
    if (!ts.isPropertyAccessExpression(node)) return undefined;
    if (node.expression.kind !== ts.SyntaxKind.ThisKeyword)
      return /^(?:name|arn|functionName|functionArn|id)$/.test(node.name.text) ? this.initializer(node.expression) : undefined;
    const text = node.getText();
    let found: ts.Expression | undefined;
    const visit = (one: ts.Node): void => {
      if (ts.isBinaryExpression(one) && one.operatorToken.kind === ts.SyntaxKind.EqualsToken && one.left.getText() === text)
        found ??= one.right;
      ts.forEachChild(one, visit);
    };
    visit(this.source);
    return found;
  }

  private first(nodes: readonly ts.Expression[], depth: number): DeclaredFunction | undefined {
    for (const node of nodes) {
      // A text among the arguments of a construction is its own name.
      const found = ts.isStringLiteralLike(node) ? undefined : this.of(node, depth - 1);
      if (found) return found;
    }
    return undefined;
  }

  private remembered(node: ts.Node, make: () => DeclaredFunction | undefined): DeclaredFunction | undefined {
    if (!this.byNode.has(node)) this.byNode.set(node, make());
    return this.byNode.get(node);
  }

  private constructed(node: ts.NewExpression): DeclaredFunction | undefined {
    const args = node.arguments ?? [];
    const props = objectOf(args.at(-1));
    const name = args.map(textOf).find((text) => text !== undefined) ?? 'function';
    const handler = textOf(propertyOf(props, 'handler'));
    const entry = this.pathOf(propertyOf(props, 'entry'));
    if (entry !== undefined)
      return { name, file: entry.replace(/\.[mc]?[jt]sx?$/, ''), handler: handler?.slice(handler.lastIndexOf('.') + 1) ?? 'handler' };
    return handler === undefined ? undefined : this.handled(this.codeOf(propertyOf(props, 'code')), handler, name);
  }

  /** `src/rollup.handler` names the file `src/rollup` and its export. */
  private handled(folder: string | undefined, handler: string, name: string): DeclaredFunction | undefined {
    const dot = handler.lastIndexOf('.');
    if (dot < 1 || !/^[\w./@-]+$/.test(handler)) return undefined;
    return { name, file: joined(folder ?? this.base, handler.slice(0, dot)), handler: handler.slice(dot + 1) };
  }

  /** The folder in `Code.fromAsset('dist')` or `new FileArchive('./dist')`. */
  private codeOf(node: ts.Expression | undefined): string | undefined {
    let found: string | undefined;
    const visit = (one: ts.Node): void => {
      if ((ts.isCallExpression(one) || ts.isNewExpression(one)) && /(?:fromAsset|FileArchive)$/.test(one.expression.getText()))
        found ??= this.pathOf(one.arguments?.[0]);
      ts.forEachChild(one, visit);
    };
    if (node) visit(this.initializer(node) ?? node);
    return found;
  }

  /** A path as code writes it: relative to the base, or joined with the folder of the file itself. */
  private pathOf(node: ts.Expression | undefined): string | undefined {
    if (!node) return undefined;
    const written = textOf(node);
    if (written !== undefined) return joined(this.base, written);
    const resolved = this.initializer(node);
    if (resolved) return this.pathOf(resolved);
    const parts = ts.isCallExpression(node) && /(?:^|\.)(?:join|resolve)$/.test(node.expression.getText()) ? node.arguments : undefined;
    if (!parts) return undefined;
    const own = this.path.slice(0, Math.max(0, this.path.lastIndexOf('/')));
    const isOwn = /^(?:__dirname|import\.meta\.dirname)$/.test(parts[0]?.getText() ?? '');
    const texts = parts.slice(isOwn ? 1 : 0).map(textOf);
    return texts.includes(undefined) ? undefined : texts.reduce<string>((path, text) => joined(path, text ?? ''), isOwn ? own : this.base);
  }
}

/** The last name of what is constructed: `Function` of `new sst.aws.Function()`. */
export function className(node: ts.NewExpression): string {
  return /\w+$/.exec(node.expression.getText())?.[0] ?? '';
}

/** An object that is written out. */
export function objectOf(node: ts.Expression | undefined): ts.ObjectLiteralExpression | undefined {
  return node && ts.isObjectLiteralExpression(node) ? node : undefined;
}

/** The value of a property of an object that is written out. */
export function propertyOf(node: ts.Expression | undefined, name: string): ts.Expression | undefined {
  for (const item of objectOf(node)?.properties ?? []) {
    if (ts.isPropertyAssignment(item) && (ts.isIdentifier(item.name) || ts.isStringLiteralLike(item.name)) && item.name.text === name)
      return item.initializer;
    if (ts.isShorthandPropertyAssignment(item) && item.name.text === name) return item.name;
  }
  return undefined;
}

/** A text that is written out. */
export function textOf(node: ts.Expression | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** A path below a folder, both relative to the workspace root. */
function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
