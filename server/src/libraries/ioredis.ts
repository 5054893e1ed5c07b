import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Redis with ioredis; commands gathered in a pipeline take effect too. */
export const ioredis: LibraryAdapter = {
  id: 'ioredis',
  effects: each(
    members(
      ['ioredis#()', 'ioredis#Redis()', 'ioredis#Cluster()', 'ioredis#().**', 'ioredis#Redis().**', 'ioredis#Cluster().**'],
      `set setex setnx psetex getset getdel getex mset msetnx del unlink incr incrby incrbyfloat decr decrby append expire
    expireat pexpire pexpireat persist rename renamenx hset hsetnx hmset hdel hincrby hincrbyfloat lpush rpush lpushx rpushx
    lpop rpop lrem lset ltrim rpoplpush lmove linsert sadd srem spop smove sinterstore sunionstore sdiffstore zadd zrem
    zincrby zpopmin zpopmax zremrangebyrank zremrangebyscore zunionstore zinterstore publish xadd xdel xack xtrim xgroup
    flushall flushdb eval evalsha evalRo exec pfadd pfmerge setbit setrange copy bitop geoadd sort json.set json.del
    json.merge json.numincrby json.arrappend json.mset call sendCommand executeCommand`,
    ),
    'database',
  ),
  harmless: [
    ...members('ioredis#', 'Redis Cluster'),
    ...members(
      ['ioredis#()', 'ioredis#Redis()', 'ioredis#Cluster()', 'ioredis#().**', 'ioredis#Redis().**'],
      `get mget exists ttl pttl type keys scan hget hgetall hmget hkeys hvals hlen hexists hscan lrange llen lindex smembers
    sismember smismember scard sscan sinter sunion sdiff srandmember zrange zrevrange zrangebyscore zrevrangebyscore zscore
    zmscore zcard zcount zrank zrevrank zscan xrange xread xlen dbsize ping echo time strlen getrange getbit bitcount object
    info multi pipeline json.get json.mget pfcount geodist geosearch randomkey touch connect disconnect quit on once off
    duplicate subscribe unsubscribe psubscribe destroy close status isOpen isReady`,
    ),
  ],
};
