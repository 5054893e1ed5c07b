import type { LibraryAdapter } from '../model/adapters';

/** Class names. */
export const clsx: LibraryAdapter = { id: 'clsx', harmless: ['clsx#', 'clsx#clsx', 'classnames#', 'tailwind-merge#twMerge'] };
