import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { repository } from './update';

const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(join(repository, 'test/schemas/sarif-2.1.0.json'), 'utf8'));

/** Characters that may stand in a URI, and what may follow a percent sign (RFC 3986). */
const uriReference = /^(?:[\w\-.~:/?#@!$&'()*+,;=]|%[\dA-F]{2})*$/i;

// The schema is of draft 4, whose only difference that it makes use of is the name of `$id`.
const validate = new Ajv({
  strict: false,
  unicodeRegExp: false,
  allErrors: true,
  formats: {
    uri: (text: string) => uriReference.test(text) && URL.canParse(text),
    'uri-reference': uriReference,
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
}).compile(schema);

/** What is wrong with a text as a log of SARIF 2.1.0: by the schema, and where the log refers to rules that it does not describe. */
export function sarifErrors(text: string): readonly string[] {
  const log: unknown = JSON.parse(text);
  validate(log);
  const errors = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  return errors.length > 0 ? errors : danglingRules(log);
}

function danglingRules(log: unknown): readonly string[] {
  const { runs }: Runs = JSON.parse(JSON.stringify(log));
  return runs.flatMap(({ tool, results }) =>
    results
      .filter(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id !== ruleId)
      .map(({ ruleId }) => `${ruleId} is not described`),
  );
}

interface Runs {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
  }[];
}
