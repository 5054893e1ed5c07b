interface Subscriber {
  readonly email: string;
}

/** Stands for the application's database client. */
export const db = {
  subscriber: { findMany: async (): Promise<readonly Subscriber[]> => [] },
  session: { deleteMany: async (_filter: { readonly expiresBefore: Date }): Promise<number> => 0 },
  report: { create: async (_report: { readonly month: number }): Promise<void> => {} },
  heartbeat: { touch: async (): Promise<void> => {} },
};
