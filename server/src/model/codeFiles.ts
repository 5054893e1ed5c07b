/** Whether a file is TypeScript or JavaScript, by its name. */
export function isCode(path: string): boolean {
  return /\.[mc]?[jt]sx?$/.test(path);
}

const neverRuns = /\.d\.[mc]?ts$|\.(?:test|spec|e2e-spec|e2e|stories)\.[mc]?[jt]sx?$|(?:^|\/)(?:__tests__|__mocks__|node_modules)\//;

/** Whether a file is code that an application runs: no declarations, test or story. */
export function isProductionCode(path: string): boolean {
  return isCode(path) && !neverRuns.test(path);
}

const besideSources = /(?:^|\/)(?:tests?|e2e|cypress|dist)\//;

/**
 * Whether a file is production code also by the folders that it is in, whose names tell where a file is not known by its place: a route may
 * be called `test`. The path is relative to the workspace root.
 */
export function isProductionSource(path: string): boolean {
  return isProductionCode(path) && !besideSources.test(path);
}
