import type { Guard } from './access';
import type { CredentialScheme, Endpoint, HandlerSite, SecretHeader } from './endpoint';
import type { FixOffer, NewFile, TextEdit } from './finding';
import type { Span, Uri } from './source';

/** How a file is written, so that what a fix adds looks like the rest of it. */
export interface CodeStyle {
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  /** One level of indentation. */
  readonly indent: string;
  readonly eol: '\n' | '\r\n';
}

/** One import or `require` of a file. */
export interface ImportSite {
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** Imported name → local name. */
  readonly names: Readonly<Record<string, string>>;
  /** Where `, name` goes; `undefined` when there are no named bindings. */
  readonly nameAt: number | undefined;
}

/** A body parser that consumes the request's bytes: `express.json(…)`. */
export interface BodyParserSite {
  readonly span: Span;
  /** Right after the opening parenthesis. */
  readonly argumentsAt: number;
  /** The options object as written, if any. */
  readonly options: Span | undefined;
  /** Whether another options object cannot be merged in: `verify` is set already, or the options are no literal. */
  readonly closed: boolean;
}

/** The exported `config` object of a Next.js API route. */
export interface RouteConfigSite {
  readonly object: Span;
  readonly api: Span | undefined;
  readonly bodyParser: Span | undefined;
}

/** What fixes need to know of a whole file. */
export interface FileSite {
  readonly uri: Uri;
  readonly style: CodeStyle;
  readonly module: 'esm' | 'commonjs';
  readonly imports: readonly ImportSite[];
  /** The quote that modules are named in. */
  readonly importQuote: CodeStyle['quote'];
  /** Where a new import goes: on a line of its own `after` the offset, or `before` it. */
  readonly importAt: { readonly offset: number; readonly side: 'after' | 'before' };
  /** Every identifier of the file: names that are taken. */
  readonly identifiers: ReadonlySet<string>;
  readonly bodyParsers: readonly BodyParserSite[];
  readonly config: RouteConfigSite | undefined;
  readonly edge: boolean;
  /** Exported name → local name, which is empty for a value without one. A default export, and `module.exports`, go by `default`. */
  readonly exports: Readonly<Record<string, string>>;
}

/** A statement. */
export interface StatementSite {
  readonly span: Span;
  /** It is one of several in a block or file, so that another one can stand beside it. */
  readonly inBlock: boolean;
  readonly kind: 'expression' | 'if' | 'return' | 'throw' | 'other';
}

/** A call of a method. */
export interface CallSite {
  readonly receiver: Span;
  readonly method: string;
  readonly arguments: readonly Span[];
}

/** What surrounds an expression or a statement. */
export interface PlaceSite {
  /** Set if it is a call of a method. */
  readonly call: CallSite | undefined;
  /** Set if it is a call: what it is given. */
  readonly arguments: readonly Span[] | undefined;
  /** The expression has a `!` directly before it. */
  readonly negated: boolean;
  /** What the expression (with its `!`, outside of its parentheses) is part of. */
  readonly use: 'statement' | 'condition' | 'initializer' | 'returned' | 'awaited' | 'operand' | 'member' | 'argument' | 'other';
  /** The list literal that it is an element of, itself or as what the element's text is put together of, and all elements of that list. */
  readonly listed: { readonly list: Span; readonly elements: readonly Span[] } | undefined;
  /** The operator, when it is an operand of a binary expression, and which side it is on. */
  readonly operand: { readonly operator: string; readonly side: 'left' | 'right'; readonly whole: Span; readonly other: Span } | undefined;
  readonly statement: StatementSite;
  /** The `if` whose condition it is (part of). */
  readonly branch:
    | { readonly statement: StatementSite; readonly condition: Span; readonly whenTrue: Span; readonly leaves: StatementSite | undefined }
    | undefined;
  /** The `catch` that gets what is thrown there, in the same function: its block, and its variable if it has one. */
  readonly caught:
    | {
        readonly block: Span;
        readonly variable: string | undefined;
        readonly keyword: Span;
        /** The block ends with `return` or `throw`. */
        readonly leaves: boolean;
      }
    | undefined;
  /** The innermost function around it. */
  readonly function:
    | {
        readonly span: Span;
        readonly isAsync: boolean;
        readonly asyncAt: number;
        readonly returnType: Span | undefined;
        /** Statements that leave it under a condition, in order: `return …`, `throw …`, with the statement before a bare `return`. */
        readonly exits: readonly Span[];
      }
    | undefined;
}

/** What a value is declared as. */
export type HolderSite =
  | { readonly kind: 'property'; readonly name: string }
  | {
      /** A variable or a parameter. */
      readonly kind: 'binding';
      readonly name: string;
      /** Other files may use it, too. */
      readonly isExported: boolean;
      /** Its type is written beside it. */
      readonly isTyped: boolean;
      /** Where its name is in the file besides. */
      readonly uses: readonly Span[];
    };

/** A verified endpoint of the same package that is called in the same way. */
export interface Precedent {
  readonly site: HandlerSite;
  /** What verifies it; at least one. */
  readonly guards: readonly Guard[];
  /** The same scheduler calls it, as far as is known. */
  readonly isOfSameScheduler: boolean;
}

/** What is asked of the project around an endpoint. Answers come from the current snapshot. */
export interface EndpointContext {
  /** The endpoint that the finding is about; several that share one handler count as one. */
  readonly endpoint: Endpoint;
  /** What the endpoint's scheduler presents. */
  readonly presents: CredentialScheme;
  /** The folder of the nearest `package.json`, or the workspace folder. */
  readonly packageRoot: Uri;
  /** Names in `dependencies` and its kin of every `package.json` from the endpoint's file upwards. */
  readonly dependencies: ReadonlySet<string>;
  exists(uri: Uri): boolean;
  read(uri: Uri): string | undefined;
  /** Files of the endpoint's package. */
  files(): Iterable<Uri>;
  file(uri: Uri): FileSite | undefined;
  place(span: Span): PlaceSite | undefined;
  /** What is declared with an expression, or with what the expression is the default of. */
  holder(span: Span): HolderSite | undefined;
  /** The innermost call around an offset. */
  callAt(uri: Uri, offset: number): Span | undefined;
  /** The call that expressions of one file are all in: the outermost one, if calls are arguments of each other. */
  callAround(spans: readonly Span[]): Span | undefined;
  /** How one file imports another in the project's own manner (alias or relative, with or without extension). */
  specifier(from: Uri, to: Uri): string;
}

/** Everything a fix may look at. */
export interface FixContext extends EndpointContext {
  readonly rule: string;
  readonly span: Span;
  /** The finding's sentence. */
  readonly message: string;
  readonly guard: Guard | undefined;
  /** The only header that the endpoint's scheduler sends a secret in; absent where any will do. */
  readonly header: SecretHeader | undefined;
  /** The finding concerns handlers besides this one. */
  readonly shared: boolean;
  /** Verified endpoints to learn from, those of the same scheduler first. */
  readonly precedents: readonly Precedent[];
}

/** What a fix changes. */
export interface FixChange {
  readonly edits: readonly TextEdit[];
  readonly files: readonly NewFile[];
}

/** A fix, as an adapter. */
export interface FixAdapter {
  readonly id: string;
  /** Rules whose findings it can remove. */
  readonly rules: readonly string[];
  /** Rules whose findings it removes too, and is only offered where no other fix is. */
  readonly lastResortFor?: readonly string[];
  /** A finding about several handlers is fixed in each of them. */
  readonly perHandler?: boolean;
  /** Whether it applies; must be cheap. */
  offer(context: FixContext): FixOffer | undefined;
  /** The change, `undefined` when there is nothing (left) to do. */
  build(context: FixContext): FixChange | undefined;
}
