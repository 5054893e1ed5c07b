import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

const modules = ['rxjs#', 'rxjs/operators#'] as const;

/** Observables of one value stand for it. */
export const rxjs: LibraryAdapter = {
  id: 'rxjs',
  passThrough: { 'rxjs#of': 0, 'rxjs#from': 0, 'rxjs#lastValueFrom': 0, 'rxjs#firstValueFrom': 0 },
  streams: {
    'rxjs#throwError': 'fails',
    'rxjs#defer': 'defers',
    ...each(members(modules, 'map switchMap mergeMap concatMap exhaustMap flatMap'), 'maps' as const),
    ...each(members(modules, 'tap'), 'watches' as const),
    ...each(members(modules, 'catchError'), 'rescues' as const),
    ...each(members(modules, 'first last take timeout delay share shareReplay retry finalize'), 'keeps' as const),
  },
};
