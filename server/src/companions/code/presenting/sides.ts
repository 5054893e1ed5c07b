import type { TextEdit } from '../../../model/finding';
import type { Span, Uri } from '../../../model/source';
import { ofCronJob } from './kubernetes';
import { ofPgCron } from './pgCron';
import type { Sent } from './sent';
import { ofSchedulerJob } from './terraform';
import { ofWorkflow } from './workflow';

/** A manifest and where the address stands in it that a schedule calls. */
export interface Scheduled {
  readonly uri: Uri;
  readonly text: string;
  readonly span: Span;
  read(uri: Uri): string | undefined;
}

/** The edits that make a schedule send a credential; `undefined` where its manifest is not written in a way that is known. */
export type SchedulerSide = (scheduled: Scheduled, sent: Sent) => readonly TextEdit[] | undefined;

/** By the scheduler's id. */
export const schedulerSides: Readonly<Record<string, SchedulerSide>> = {
  'github-actions': ofWorkflow,
  'google-cloud-scheduler': ofSchedulerJob,
  supabase: ofPgCron,
  kubernetes: ofCronJob,
};
