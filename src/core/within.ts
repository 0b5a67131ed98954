/** The one place for time-outs: whoever waits for others says for how long. */

/** It did not come in time. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}

/**
 * What `promise` resolves to, or its failure, within this many ms; a later outcome is ignored.
 * @throws TooLate
 */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(`not within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
