import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Containers that make instances of classes by the types of what their constructors take. */
export const injectionContainers: LibraryAdapter = {
  id: 'injection-containers',
  containers: {
    'tsyringe#container.resolve': { injects: 'tsyringe#inject' },
    'typedi#Container.get': { injects: 'typedi#Inject' },
    'inversify#Container().get': { injects: 'inversify#inject' },
    'inversify#Container().resolve': { injects: 'inversify#inject' },
  },
  harmless: [
    ...members('tsyringe#', 'injectable singleton scoped autoInjectable inject registry container.**'),
    ...members('typedi#', 'Service Inject Container.**'),
    ...members('inversify#', 'injectable inject Container Container().**'),
  ],
};
