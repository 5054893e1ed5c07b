import type { ApiPath } from '../../model/adapters';
import { expressRequest, expressResponse } from '../../model/expressShapes';
import type { RouterConvention } from '../../model/routers';
import { expressPathCovers } from '../../project/expressPath';
import { joinPaths } from '../../project/joinPaths';

/** The Express application below decorated classes: it has middleware of its own, its routes are the classes'. */
export function expressGates(create: readonly ApiPath[]): RouterConvention {
  return {
    create,
    types: [],
    methods: { use: { kind: 'use' } },
    handler: { parameters: [expressRequest, expressResponse, 'next'], result: 'ignored', style: 'express' },
    ordered: false,
    covers: (pattern, routePath, exact = false) => expressPathCovers(pattern, routePath, exact),
    join: joinPaths,
  };
}
