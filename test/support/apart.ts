/** What code meets that is run as if on another machine. */
export interface Surroundings {
  /** Variables that are taken out of the environment, and those that are set. */
  readonly without: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Answers what the code fetches. */
  readonly answer: (request: Request) => Response | Promise<Response>;
  /** Takes what the code prints. */
  readonly print: (...values: readonly unknown[]) => void;
}

/** Runs something in other surroundings, and puts everything back. */
export async function apart<Result>({ without, variables, answer, print }: Surroundings, run: () => Promise<Result>): Promise<Result> {
  const before = { environment: { ...process.env }, fetch: globalThis.fetch, console: { ...console } };
  for (const variable of without) delete process.env[variable];
  Object.assign(process.env, variables);
  globalThis.fetch = async (input, init) => answer(new Request(input, init));
  console.log = console.info = console.warn = console.error = print;
  try {
    return await run();
  } finally {
    process.env = before.environment;
    globalThis.fetch = before.fetch;
    Object.assign(console, before.console);
  }
}
