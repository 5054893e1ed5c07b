import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Numbers. */
export const decimalJs: LibraryAdapter = {
  id: 'decimal-js',
  harmless: [
    ...members(['decimal.js#', 'big.js#', 'bignumber.js#', 'currency.js#', 'dinero.js#'], '**'),
    'decimal.js#()',
    'decimal.js#().**',
    'decimal.js#Decimal().**',
    'big.js#().**',
    'big.js#Big().**',
    'bignumber.js#().**',
    'bignumber.js#BigNumber().**',
    'currency.js#().**',
    'dinero.js#().**',
  ],
};
