/** Logs, at most once a minute, that connections are closed for lack of room. */
import type { Log } from '../telemetry/logger.ts'

const interval = 60_000

/** Makes the notice. It names the first of many clients: the others follow in a minute, or have gone. */
export function connectionNotice(log: Log, now = Date.now): (client: string) => void {
  let next = 0
  return (client) => {
    if (now() < next) return
    next = now() + interval
    const message = `${client} has reached its limit of connections: the longest idle ones are being closed`
    const cure = 'If that is a proxy, name it under trustedProxies.'
    log.warn({ kind: 'connections', client, cure }, message)
  }
}
