import { helpUri } from '../../server/src/engine/help';
import type { Rule } from '../../server/src/model/rule';

const globs = { type: 'array', items: { type: 'string', minLength: 1 } };

/** The JSON Schema by which editors complete and check `zero-trust-cron.json`. */
export function configurationSchema(rules: readonly Rule[]): string {
  const severity = { enum: ['off', 'error', 'warning', 'information'] };
  const overridable = {
    profile: {
      enum: ['recommended', 'strict'],
      default: 'recommended',
      description: 'How severe the rules are unless "rules" says otherwise.',
    },
    rules: {
      type: 'object',
      description: 'Severity by rule.',
      properties: {
        ...Object.fromEntries(
          rules.map(({ id, meta }) => [
            id,
            {
              ...severity,
              description: `${meta.title}. Recommended: ${meta.recommended}; strict: ${meta.strict}.`,
              markdownDescription: `${meta.title}. Recommended: ${meta.recommended}; strict: ${meta.strict}. [About this rule](${helpUri(id)})`,
            },
          ]),
        ),
        directive: { ...severity, description: 'Suppression comments that are unused, expired or incomplete.' },
      },
      additionalProperties: false,
    },
    cron: { ...globs, description: 'Globs of route paths that a scheduler calls although nothing in the workspace says so.' },
    checkEveryEndpoint: {
      type: 'boolean',
      default: false,
      description: 'Apply the rules to every endpoint, not only to those that a scheduler calls.',
    },
  };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Zero-Trust Cron',
    description: 'Holds for the folder that the file is in and everything below; what a nearer file says wins.',
    type: 'object',
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string' },
      ...overridable,
      include: { ...globs, description: 'Globs of the files to check, relative to the folder of this file. Empty: all.' },
      exclude: { ...globs, description: 'Globs of files to leave out, relative to the folder of this file.' },
      overrides: {
        type: 'array',
        description: 'What differs for some files; later ones win.',
        items: {
          type: 'object',
          required: ['files'],
          properties: { files: { ...globs, minItems: 1, description: 'Globs, relative to the folder of this file.' }, ...overridable },
          additionalProperties: false,
        },
      },
    },
    additionalProperties: false,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
