import type { DeclaredFact } from '../../model/manifestFacts';
import { isCredentialHeader, valueKind } from '../../project/presented';
import { type Tree, at, items, text, walk } from '../../project/tree';

/** Secrets that a connection of EventBridge adds to every request: an API key, a password, a client's secret, a header. */
export function connectionSecrets(parameters: Tree | undefined): readonly DeclaredFact[] {
  const written = [...walk(parameters)].flatMap((tree) => {
    const key = at(tree, 'ApiKeyValue') ?? (at(tree, 'key') && at(tree, 'value'));
    const name = text(at(tree, 'ApiKeyName') ?? at(tree, 'key') ?? at(tree, 'Key')) ?? 'key';
    const header =
      (at(tree, 'Value') ?? at(tree, 'value')) !== undefined && !isCredentialHeader(name) && at(tree, 'ApiKeyName') === undefined;
    const password = at(tree, 'Password') ?? at(tree, 'password') ?? at(tree, 'ClientSecret') ?? at(tree, 'client_secret');
    const headerValue = isCredentialHeader(name) ? at(tree, 'Value') : undefined;
    return [...(header ? [] : [key, headerValue]).map((value) => ({ name, value })), { name: 'password', value: password }];
  });
  return written.flatMap(({ name, value }): readonly DeclaredFact[] => {
    const secret = text(value);
    if (!value || secret === undefined || items(value).length > 0 || secret.startsWith('{{resolve:')) return [];
    return [{ kind: 'connection', credential: { as: 'connection', name, value: valueKind(secret), span: value.span } }];
  });
}
