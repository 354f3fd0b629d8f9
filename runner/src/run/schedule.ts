export interface ScheduleOptions {
  /** How many tasks run at a time, at most. */
  readonly jobs: number;
  /** All tasks, the one to start first before the others where several may start. Default: as numbered. */
  readonly preference?: readonly number[];
}

/**
 * Runs tasks as soon as all they wait for have ended. A task that throws lets no other start, and is thrown when the running ones have ended.
 *
 * @param waitsFor for each task, the numbers of the tasks it waits for; without cycles
 * @returns the results in the order of the tasks
 */
export async function schedule<Result>(
  waitsFor: readonly (readonly number[])[],
  { jobs, preference = [...waitsFor.keys()] }: ScheduleOptions,
  run: (task: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const running = new Map<number, Promise<void>>();
  const waiting = new Set(preference);
  const startReady = (): void => {
    for (const task of waiting) {
      if (running.size >= jobs) return;
      if (waitsFor[task]?.some((other) => !results.has(other)) === true) continue;
      waiting.delete(task);
      running.set(
        task,
        run(task).then((result) => {
          results.set(task, result);
          running.delete(task);
        }),
      );
    }
  };
  try {
    startReady();
    while (running.size > 0) {
      await Promise.race(running.values());
      startReady();
    }
  } catch (error) {
    await Promise.allSettled(running.values());
    throw error;
  }
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
