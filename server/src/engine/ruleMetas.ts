import type { RuleMeta } from '../model/rule';
import { rules } from './registry';

/** Every rule's description by id. */
export const ruleMetas: ReadonlyMap<string, RuleMeta> = new Map(rules.map(({ id, meta }) => [id, meta]));
