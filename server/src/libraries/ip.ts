import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Tests an address. */
export const ip: LibraryAdapter = {
  id: 'ip',
  network: ['ip#cidrSubnet().contains', 'ip#subnet().contains', 'ip#isPrivate', 'ip#isPublic', 'ip#isLoopback', 'ip#isEqual'],
  harmless: members('ip#', 'cidrSubnet subnet address toLong fromLong'),
};
