import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Trigger.dev: tasks are started by its API with a secret key. */
export const triggerDevSdk: LibraryAdapter = {
  id: 'trigger-dev-sdk',
  effects: each(
    [
      ...members(
        [
          '@trigger.dev/sdk#tasks',
          '@trigger.dev/sdk/v3#tasks',
          '@trigger.dev/sdk#task()',
          '@trigger.dev/sdk/v3#task()',
          '@trigger.dev/sdk#schemaTask()',
          '@trigger.dev/sdk/v3#schemaTask()',
        ],
        'trigger batchTrigger triggerAndWait batchTriggerAndWait triggerAndPoll',
      ),
      ...members(['@trigger.dev/sdk#schedules', '@trigger.dev/sdk/v3#schedules'], 'create update del activate deactivate'),
      ...members(['@trigger.dev/sdk#runs', '@trigger.dev/sdk/v3#runs'], 'cancel replay reschedule'),
    ],
    'queue',
  ),
  logs: members(['@trigger.dev/sdk#logger', '@trigger.dev/sdk/v3#logger'], '*'),
  harmless: members(
    ['@trigger.dev/sdk#', '@trigger.dev/sdk/v3#'],
    `task schemaTask configure queue retry.** metadata.** runs.retrieve runs.list schedules.task schedules.retrieve
    schedules.list auth.**`,
  ),
};
