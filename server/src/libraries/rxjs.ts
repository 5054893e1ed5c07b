import type { LibraryAdapter } from '../model/adapters';

/** Observables of one value stand for it. */
export const rxjs: LibraryAdapter = {
  id: 'rxjs',
  passThrough: { 'rxjs#of': 0, 'rxjs#from': 0, 'rxjs#lastValueFrom': 0, 'rxjs#firstValueFrom': 0 },
};
