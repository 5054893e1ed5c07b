import type { SchedulerAdapter } from '../model/adapters';
import { nothingRead } from '../project/manifest';

/** Upstash Workflow: runs are delivered by QStash to the endpoint that `serve` makes. */
export const upstashWorkflow: SchedulerAdapter = {
  id: 'upstash-workflow',
  name: 'Upstash Workflow',
  homepage: 'https://upstash.com/docs/workflow',
  declaredIn: '`serve()` in code',
  manifests: undefined,
  read: () => nothingRead,
  calls: {
    '@upstash/workflow#Client().trigger': { argument: 0, url: ['url'], schedule: [], method: { name: 'method', otherwise: 'POST' } },
  },
  presents: 'qstash',
  claims: ['upstash-workflow-runid', 'upstash-workflow-url', 'upstash-workflow-init'],
  credentials: [],
  variables: undefined,
  apis: ['@upstash/workflow/*#serve', '@upstash/workflow/*#serveMany', '@upstash/qstash/*#serve'],
};
