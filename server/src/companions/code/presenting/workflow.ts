import { headerInCommand } from './command';
import type { SchedulerSide } from './sides';

/** GitHub Actions: the secret is one of the repository's. */
export const ofWorkflow: SchedulerSide = (scheduled, sent) =>
  sent.kind === 'bearer' ? headerInCommand(scheduled, `Authorization: Bearer \${{ secrets.${sent.variable} }}`) : undefined;
