import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Anthropic; a prompt leaves the system. */
export const anthropicSdk: LibraryAdapter = {
  id: 'anthropic-sdk',
  effects: each(
    members(['@anthropic-ai/sdk#().**', '@anthropic-ai/sdk#Anthropic().**'], 'create stream cancel delete parse countTokens'),
    'http',
  ),
  harmless: [
    '@anthropic-ai/sdk#Anthropic',
    '@anthropic-ai/sdk#',
    '@anthropic-ai/sdk#toFile',
    ...members('@anthropic-ai/sdk#().**', 'retrieve list results'),
  ],
};
