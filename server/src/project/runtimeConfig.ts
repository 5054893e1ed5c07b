import ts from 'typescript';
import type { Span, Uri } from '../model/source';
import type { Program } from './program';
import { isTransparent } from './syntax';

/** What a configuration file says about one setting. */
export interface ConfiguredSetting {
  /** The variable of the environment that it is read from when the application is built. */
  readonly variable: string | undefined;
  /** The text that it has when nothing else is set. */
  readonly fallback: { readonly text: string; readonly span: Span } | undefined;
  /** Where it is a group of settings. */
  readonly members?: ReadonlyMap<string, ConfiguredSetting>;
}

/** The settings in the `runtimeConfig` of a Nuxt or Nitro configuration file; `public` ones are no secrets and left out. */
export function configuredSettings(program: Program, uris: readonly Uri[]): ReadonlyMap<string, ConfiguredSetting> {
  const found = new Map<string, ConfiguredSetting>();
  for (const uri of uris) {
    const file = program.snapshot.files.has(uri) ? program.file(uri) : undefined;
    if (file) collect(file, found);
  }
  return found;
}

function collect(file: ts.SourceFile, found: Map<string, ConfiguredSetting>): void {
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'runtimeConfig' && ts.isObjectLiteralExpression(node.initializer)) {
      for (const [name, setting] of settingsIn(node.initializer)) if (name !== 'public') found.set(name, setting);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

function settingsIn(object: ts.ObjectLiteralExpression): ReadonlyMap<string, ConfiguredSetting> {
  return new Map(
    object.properties.flatMap((item) =>
      ts.isPropertyAssignment(item) && (ts.isIdentifier(item.name) || ts.isStringLiteralLike(item.name))
        ? [[item.name.text, settingOf(item.initializer)] as const]
        : [],
    ),
  );
}

function settingOf(node: ts.Expression): ConfiguredSetting {
  if (ts.isObjectLiteralExpression(node)) return { variable: undefined, fallback: undefined, members: settingsIn(node) };
  if (ts.isStringLiteralLike(node)) {
    const span = { uri: node.getSourceFile().fileName, start: node.getStart(), end: node.end };
    return { variable: undefined, fallback: { text: node.text, span } };
  }
  if (isTransparent(node)) return settingOf(node.expression);
  if (ts.isBinaryExpression(node) && /^(?:\|\||\?\?)$/.test(node.operatorToken.getText())) {
    const left = settingOf(node.left);
    const right = settingOf(node.right);
    return { variable: left.variable ?? right.variable, fallback: left.fallback ?? right.fallback };
  }
  const variable = /^(?:process|import\.meta)\.env(?:\.(\w+)|\[['"](\w+)['"]\])$/.exec(node.getText());
  return { variable: variable?.[1] ?? variable?.[2], fallback: undefined };
}
