import type { FileMiddleware } from '../../model/adapters';

/** A function that a framework calls once, without a request, and awaits before its application serves any. */
export function startUp(found: Pick<FileMiddleware, 'match' | 'exports' | 'root'>): FileMiddleware {
  return {
    ...found,
    handler: { parameters: [], result: 'responds-or-continues', style: 'web' },
    covers: () => 'yes',
    runsOnce: true,
  };
}
