import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** AI SDK; a prompt leaves the system. */
export const ai: LibraryAdapter = {
  id: 'ai',
  effects: each(
    members(
      'ai#',
      `generateText streamText generateObject streamObject embed embedMany experimental_generateImage generateImage
    experimental_transcribe experimental_generateSpeech`,
    ),
    'http',
  ),
  harmless: [
    ...members(
      'ai#',
      `tool jsonSchema stepCountIs convertToModelMessages createUIMessageStream cosineSimilarity smoothStream wrapLanguageModel
    customProvider`,
    ),
    '@ai-sdk/*#**',
  ],
};
