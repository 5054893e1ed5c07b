const documents = 'https://github.com/zero-trust-cron/zero-trust-cron/blob/main';

/** Rule id of findings about suppression comments themselves. */
export const directiveRule = 'directive';

/** The page that explains a rule: what it reports, why, and what to do. */
export function helpUri(rule: string): string {
  return rule === directiveRule ? `${documents}/README.md#suppressing-a-finding` : `${documents}/server/src/rules/${rule}.md`;
}
