import type { ApiPath, ArgumentPlace, Refusal } from '../../server/src/model/adapters';

/** Code that reaches an API path: what to import, and the expression. */
export interface Call {
  readonly imports: string;
  readonly expression: string;
}

/** An argument that a call is given: where it goes, and its code. */
export interface Argument {
  readonly place: ArgumentPlace;
  readonly code: string;
}

/** The code of a path: `svix#Webhook().verify` → `new Webhook().verify(…)`; what stands for any name is called `item`. */
export function callOf(path: ApiPath, given: readonly Argument[] = []): Call {
  const [module = '', chain = ''] = path.replace('/*', '').split('#');
  const parts = chain.split('.').filter((part) => part !== '**');
  const [first = '', ...members] = parts;
  const root = first.replace(/\(.*$/, '');
  const calls = first
    .slice(root.length)
    .split(/(?=\()/)
    .filter((call) => call !== '');
  const isDefault = root === '';
  const name = isDefault ? 'library' : root === '*' || root === '**' ? 'item' : root;
  const imports = module === 'global' ? '' : isDefault ? `import ${name} from '${module}';\n` : `import { ${name} } from '${module}';\n`;
  const last = members.length === 0;
  let expression = called(name, last ? [...calls, '()'] : calls, given, last, !isDefault && /^[A-Z]/.test(name));
  members.forEach((member, index) => {
    const own = member.replace(/\(.*$/, '');
    const rest = member
      .slice(own.length)
      .split(/(?=\()/)
      .filter((call) => call !== '');
    const ends = index === members.length - 1;
    expression += `.${called(own === '*' ? 'item' : own, ends ? [...rest, '()'] : rest, given, ends, false)}`;
  });
  return { imports, expression };
}

/** A name with its calls. What is given to a call by name goes to the first one, everything else to the one that ends the path. */
function called(name: string, calls: readonly string[], given: readonly Argument[], ends: boolean, constructs: boolean): string {
  const named = given.filter(({ place }) => place.call === name);
  const unnamed = given.filter(({ place }) => place.call === undefined);
  const code = calls.map((call, index) => {
    if (call === '(*)') return "('item')";
    return `(${argumentsOf([...(index === 0 ? named : []), ...(ends && index === calls.length - 1 ? unnamed : [])])})`;
  });
  return `${constructs && calls.length > 0 ? 'new ' : ''}${name}${code.join('')}`;
}

interface Tree {
  code?: string;
  readonly members: Map<string, Tree>;
}

function argumentsOf(given: readonly Argument[]): string {
  const list: Tree[] = [];
  for (const { place, code } of given) {
    while (list.length <= place.argument) list.push({ members: new Map() });
    let at = list[place.argument];
    for (const step of place.path ?? []) {
      const next: Tree = at?.members.get(step) ?? { members: new Map() };
      at?.members.set(step, next);
      at = next;
    }
    if (at) at.code = code;
  }
  return list.map(print).join(', ');
}

function print({ code, members }: Tree): string {
  if (members.size === 0) return code ?? 'undefined';
  return `{ ${[...members].map(([name, tree]) => `${name}: ${print(tree)}`).join(', ')} }`;
}

/** A condition on `result` that holds when a verifier refused by its result; `undefined` where the samples do not tell. */
export function refusedCondition(refusal: Exclude<Refusal, 'throws'>): string | undefined {
  if (typeof refusal === 'string') return '!result';
  return difference('result', refusal.accepted, refusal.refused);
}

function difference(at: string, accepted: unknown, refused: unknown): string | undefined {
  if (isRecord(accepted) && isRecord(refused)) {
    for (const name of Object.keys(accepted)) {
      if (!(name in refused)) continue;
      const found = difference(`${at}.${name}`, accepted[name], refused[name]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (Boolean(accepted) === Boolean(refused)) return undefined;
  return accepted ? `!${at}` : at;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
