/**
 * How a scheduler writes schedules. `five`: five fields, Sunday is 0 or 7. `five-from-one`: five fields, Sunday is 1. `ncrontab`: six fields,
 * seconds first, or five. `eventbridge`: `cron()` with six fields, the year last and Sunday 1, `rate()` and `at()`. `phrase`: words.
 */
export type CronDialect = 'five' | 'five-from-one' | 'ncrontab' | 'eventbridge' | 'phrase';
