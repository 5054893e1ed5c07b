/** What an adapter is able to read, in the words of its row in README.md. Each `code` in it occurs in the adapter's fixture. */
export interface Support {
  /** Ways to declare an endpoint. */
  readonly endpoints: string;
  /** Where access may be decided before the handler. */
  readonly guards: string;
}
