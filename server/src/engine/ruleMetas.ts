import type { RuleMeta } from '../model/rule';

/** Every rule's description by id. */
export const ruleMetas: ReadonlyMap<string, RuleMeta> = new Map();
