import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Nodemailer. */
export const nodemailer: LibraryAdapter = {
  id: 'nodemailer',
  effects: { 'nodemailer#createTransport().sendMail': 'message' },
  harmless: [
    ...members('nodemailer#', 'createTransport getTestMessageUrl'),
    ...members('nodemailer#createTransport()', 'verify close use'),
  ],
};
