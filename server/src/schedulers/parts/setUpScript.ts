/** Code that makes jobs with the REST interface of a scheduler: it is named after them, or stands among the scripts of a project. */
export const setUpScript = /(?:^|\/)(?:scripts?\/[^/]+|[^/]*(?:cron|sched|register|setup)[^/]*)\.[mc]?[jt]s$/i;
