/** CPU time of a piece of work, the thread pool included. */

/** CPU microseconds of one call, the median of seven rounds after one to warm up. */
export async function microsecondsOf(work: () => unknown, calls = 150): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < 8; round += 1) {
    const before = process.cpuUsage()
    for (let call = 0; call < calls; call += 1) await work()
    const { user, system } = process.cpuUsage(before)
    rounds.push((user + system) / calls)
  }
  return rounds.slice(1).sort((a, b) => a - b)[3] ?? 0
}
