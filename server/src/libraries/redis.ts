import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Redis with node-redis. */
export const redis: LibraryAdapter = {
  id: 'redis',
  effects: each(
    members(
      ['redis#createClient()', 'redis#createCluster()', 'redis#createClient().**', '@redis/client#createClient().**'],
      `set setex setnx psetex getset getdel getex mset msetnx del unlink incr incrby incrbyfloat decr decrby append expire
    expireat pexpire pexpireat persist rename renamenx hset hsetnx hmset hdel hincrby hincrbyfloat lpush rpush lpushx rpushx
    lpop rpop lrem lset ltrim rpoplpush lmove linsert sadd srem spop smove sinterstore sunionstore sdiffstore zadd zrem
    zincrby zpopmin zpopmax zremrangebyrank zremrangebyscore zunionstore zinterstore publish xadd xdel xack xtrim xgroup
    flushall flushdb eval evalsha evalRo exec pfadd pfmerge setbit setrange copy bitop geoadd sort json.set json.del
    json.merge json.numincrby json.arrappend json.mset call sendCommand executeCommand setEx setNX pSetEx getSet getDel
    getEx mSet mSetNX incrBy incrByFloat decrBy expireAt pExpire pExpireAt renameNX hSet hSetNX hDel hIncrBy hIncrByFloat
    lPush rPush lPushX rPushX lPop rPop lRem lSet lTrim rPopLPush lMove lInsert sAdd sRem sPop sMove sInterStore sUnionStore
    sDiffStore zAdd zRem zIncrBy zPopMin zPopMax zRemRangeByRank zRemRangeByScore zUnionStore zInterStore xAdd xDel xAck
    xTrim flushAll flushDb evalSha pfAdd pfMerge setBit setRange geoAdd`,
    ),
    'database',
  ),
  harmless: [
    ...members(['redis#', '@redis/client#'], 'createClient createCluster createClientPool commandOptions'),
    ...members(
      ['redis#createClient()', 'redis#createCluster()', 'redis#createClient().**', '@redis/client#createClient().**'],
      `get mget exists ttl pttl type keys scan hget hgetall hmget hkeys hvals hlen hexists hscan lrange llen lindex smembers
    sismember smismember scard sscan sinter sunion sdiff srandmember zrange zrevrange zrangebyscore zrevrangebyscore zscore
    zmscore zcard zcount zrank zrevrank zscan xrange xread xlen dbsize ping echo time strlen getrange getbit bitcount object
    info multi pipeline json.get json.mget pfcount geodist geosearch randomkey touch mGet pTTL hGet hGetAll hmGet hKeys
    hVals hLen hExists hScan hScanIterator scanIterator lRange lLen lIndex sMembers sIsMember smIsMember sCard sScan
    sScanIterator sInter sUnion sDiff sRandMember zRange zRangeWithScores zRangeByScore zScore zmScore zCard zCount zRank
    zRevRank zScan xRange xRead xLen dbSize strLen getRange getBit bitCount connect disconnect quit on once off duplicate
    subscribe unsubscribe psubscribe destroy close status isOpen isReady`,
    ),
  ],
};
