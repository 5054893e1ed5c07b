import type { CredentialScheme } from '../model/endpoint';
import { isCredentialField, isCredentialHeader, type Written } from './presented';
import type { Command } from './shellWords';

/** The credentials that the options of `curl` or `wget` give a request: headers, user, and fields of what is sent. */
export function commandCredentials(command: Command): readonly Written[] {
  return [...items(command), ...options(command).flatMap(credentialsOf)];
}

/** The name of a command that is HTTPie, or takes its arguments. */
export function isHttpieCommand(name: string): boolean {
  return /^(?:\S*\/)?(?:https?|xhs?)$/.test(name);
}

/** HTTPie's `Name:value` is a header, `name==value` a parameter of the address. */
function items(command: Command): readonly Written[] {
  if (!command.some(({ text }) => isHttpieCommand(text))) return [];
  return command.flatMap(({ text: word }): readonly Written[] => {
    const [, name = '', separator, text = ''] = /^([\w-]+)(==|:(?![/=\d]))(.*)$/s.exec(word) ?? [];
    if (separator === '==') return isCredentialField(name) ? [{ as: 'query', name, text }] : [];
    return separator === ':' && isCredentialHeader(name) ? [{ as: 'header', name, text }] : [];
  });
}

function credentialsOf({ name, value }: Option): readonly Written[] {
  if (name === '-H' || name === '--header') {
    const [, header = '', text = ''] = /^\s*([\w-]+)\s*:\s*(.*)$/s.exec(value) ?? [];
    return isCredentialHeader(header) ? [{ as: 'header', name: header, text }] : [];
  }
  if (name === '-u' || name === '--user') return [{ as: 'user', name: 'user', text: value.slice(value.indexOf(':') + 1) }];
  if (name === '--password') return [{ as: 'user', name: 'user', text: value }];
  if (name === '--oauth2-bearer') return [{ as: 'header', name: 'Authorization', text: value }];
  if (!/^(?:-d|--data(?:-raw|-binary)?|--json|--post-data|--body-data)$/.test(name)) return [];
  return [...value.matchAll(/["']([\w-]+)["']\s*:\s*["']([^"']*)["']/g)].flatMap(([, field = '', text = '']): readonly Written[] =>
    isCredentialField(field) && field !== 'key' ? [{ as: 'body', name: field, text }] : [],
  );
}

/** The kind of credential that the options of `curl` or `wget` give a request, where they tell. */
export function commandScheme(command: Command): CredentialScheme | undefined {
  const given = options(command);
  if (given.some(({ name }) => /^(?:--cert|--certificate|-E)$/.test(name))) return 'client-certificate';
  // Where Kubernetes puts the tokens of service accounts by convention.
  const isToken = given.some(({ name, value }) => /^(?:-H|--header|--oauth2-bearer)$/.test(name) && value.includes('/var/run/secrets/'));
  return isToken ? 'kubernetes' : undefined;
}

const valued = 'HudKE';

interface Option {
  readonly name: string;
  readonly value: string;
}

function options(command: Command): readonly Option[] {
  const found: Option[] = [];
  command.forEach(({ text }, index) => {
    const next = command[index + 1]?.text ?? '';
    const long = /^(--[\w-]+)(?:=(.*))?$/s.exec(text);
    if (long?.[1] !== undefined) found.push({ name: long[1], value: long[2] ?? next });
    else if (/^-[A-Za-z]/.test(text)) {
      const at = [...text].findIndex((char, position) => position > 0 && valued.includes(char));
      if (at > 0) found.push({ name: `-${text[at] ?? ''}`, value: text.slice(at + 1) || next });
    }
  });
  return found;
}

/** Whether something in the command that is not read could be a credential: variables, files, certificates, the address itself. */
export function mayPresentMore(command: Command, url: string): boolean {
  const inUrl = /[?@]/.test(url) || /[^/]\/.*(?:\$|\{\{)/.test(url.replace(/^\$\{?\{?[^/]*\}?\}?/, '').replace(/^https?:\/\//, ''));
  const others = command.filter(({ text }) => !/^(?:https?:)?\/\/|^\$\{?\w+\}?\//.test(text)).map(({ text }) => text);
  return (
    inUrl ||
    others.some(
      (text) =>
        /\$|\{\{|@|`/.test(text) ||
        /auth|secret|token|key|pass|cookie|cert|session|signature|netrc|config/i.test(text) ||
        /^-[A-Za-z]*[bEKn]/.test(text),
    )
  );
}
