/**
 * How a scheduler writes schedules. `five`: five fields, Sunday is 0 or 7, macros (`@daily`), and perhaps more. `posix`: the five fields alone.
 * `vercel`: the five fields without names, and one of day and weekday is `*`. `five-from-one`: five fields, Sunday is 1. `seconds-first`: five
 * fields, or six with the seconds first. `ncrontab`: the same without macros and marks. `eventbridge`: `cron()` with six fields, the year last
 * and Sunday 1, `rate()` and `at()`. `phrase`: words.
 */
export type CronDialect = 'five' | 'posix' | 'vercel' | 'five-from-one' | 'seconds-first' | 'ncrontab' | 'eventbridge' | 'phrase';
