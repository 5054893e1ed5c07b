import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Shows documentation. */
export const swaggerUiExpress: LibraryAdapter = {
  id: 'swagger-ui-express',
  harmless: [...members('swagger-ui-express#', 'setup serve'), 'swagger-jsdoc#'],
};
