import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Gemini; a prompt leaves the system. */
export const googleGenerativeAi: LibraryAdapter = {
  id: 'google-generative-ai',
  effects: each(
    [
      ...members(
        '@google/generative-ai#GoogleGenerativeAI().getGenerativeModel()',
        'generateContent generateContentStream startChat embedContent',
      ),
      '@google/generative-ai#GoogleGenerativeAI().getGenerativeModel().startChat().sendMessage',
      ...members('@google/genai#GoogleGenAI().models', 'generateContent generateContentStream embedContent generateImages'),
    ],
    'http',
  ),
  harmless: [
    ...members('@google/generative-ai#', 'GoogleGenerativeAI GoogleGenerativeAI().getGenerativeModel'),
    '@google/genai#GoogleGenAI',
  ],
};
