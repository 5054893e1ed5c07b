import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

const sources = [
  'typeorm#DataSource().**',
  'typeorm#Repository().**',
  'typeorm#EntityManager().**',
  'typeorm#getRepository().**',
  'typeorm#getManager().**',
  'typeorm#getConnection().**',
] as const;

/** Conditions that are `undefined` or `null` are left out of the query. */
const leavesOut = ['undefined', 'null'] as const;

/** TypeORM: repositories, managers and query builders of a data source. */
export const typeorm: LibraryAdapter = {
  id: 'typeorm',
  lookups: {
    ...each(members(sources, 'find findOne findAndCount count exists'), { under: 'where', leavesOut }),
    ...each(members(sources, 'findOneOrFail'), { under: 'where', leavesOut, throws: true }),
    ...each(members(sources, 'findBy findOneBy findAndCountBy countBy existsBy'), { leavesOut }),
    ...each(members(sources, 'findOneByOrFail'), { leavesOut, throws: true }),
  },
  effects: each(
    members(
      sources,
      `save insert update upsert delete remove softDelete softRemove recover restore increment decrement clear query execute
    synchronize dropDatabase runMigrations commitTransaction`,
    ),
    'database',
  ),
  harmless: [
    ...members(
      'typeorm#',
      `DataSource getRepository getManager getConnection createConnection In Not LessThan MoreThan LessThanOrEqual
    MoreThanOrEqual Between IsNull Like ILike Any Raw Equal Brackets`,
    ),
    ...members(
      sources,
      `initialize destroy getRepository getTreeRepository find findBy findOne findOneBy findOneOrFail findOneByOrFail
    findAndCount findAndCountBy count countBy exists existsBy sum average minimum maximum create merge preload
    createQueryBuilder createQueryRunner connect startTransaction rollbackTransaction release transaction select addSelect
    where andWhere orWhere leftJoin leftJoinAndSelect innerJoin innerJoinAndSelect orderBy addOrderBy groupBy having limit
    offset take skip setParameter setParameters getOne getMany getRawOne getRawMany getCount getManyAndCount set values into
    from orIgnore orUpdate returning`,
    ),
  ],
};
