import type { LibraryAdapter } from '../model/adapters';

/** Checks the form of a value; nobody is identified. */
export const ajv: LibraryAdapter = {
  id: 'ajv',
  harmless: [
    'ajv#',
    'ajv#Ajv',
    'ajv-formats#',
    'ajv#().compile',
    'ajv#().validate',
    'ajv#().compile()',
    'ajv#Ajv().compile',
    'ajv#Ajv().compile()',
    'ajv#Ajv().validate',
  ],
};
