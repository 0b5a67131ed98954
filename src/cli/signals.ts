/** Runs until told to stop. */

/**
 * Closes on SIGTERM or SIGINT, then ends the process; a second signal ends it at once.
 * @param close must let what runs finish
 */
export function closeOnSignal(close: (signal: NodeJS.Signals) => Promise<void>): void {
  let closing = false
  const onSignal = (signal: NodeJS.Signals) => {
    if (closing) process.exit(1)
    closing = true
    close(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
