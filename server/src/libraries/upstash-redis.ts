import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Redis with Upstash. */
export const upstashRedis: LibraryAdapter = {
  id: 'upstash-redis',
  effects: each(
    members(
      [
        '@upstash/redis#Redis()',
        '@upstash/redis#Redis.fromEnv()',
        '@upstash/redis#Redis().**',
        '@upstash/redis#Redis.fromEnv().**',
        '@upstash/redis/cloudflare#Redis().**',
        '@upstash/redis/cloudflare#Redis.fromEnv().**',
      ],
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
    ...members(['@upstash/redis#', '@upstash/redis/cloudflare#'], 'Redis Redis.fromEnv errors.**'),
    ...members(
      [
        '@upstash/redis#Redis()',
        '@upstash/redis#Redis.fromEnv()',
        '@upstash/redis#Redis().**',
        '@upstash/redis#Redis.fromEnv().**',
        '@upstash/redis/cloudflare#Redis().**',
        '@upstash/redis/cloudflare#Redis.fromEnv().**',
      ],
      `get mget exists ttl pttl type keys scan hget hgetall hmget hkeys hvals hlen hexists hscan lrange llen lindex smembers
    sismember smismember scard sscan sinter sunion sdiff srandmember zrange zrevrange zrangebyscore zrevrangebyscore zscore
    zmscore zcard zcount zrank zrevrank zscan xrange xread xlen dbsize ping echo time strlen getrange getbit bitcount object
    info multi pipeline json.get json.mget pfcount geodist geosearch randomkey touch subscribe createScript autoPipeline`,
    ),
  ],
};
