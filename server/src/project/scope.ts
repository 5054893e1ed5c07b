export { type Declaration, namesIn, resolveName } from './bindings';
export { type Exported, exportNames, exportOf } from './exports';
