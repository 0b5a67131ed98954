/** Logs, once for each, that there is a proxy before us which the config does not name. */
import type { Log } from '../telemetry/logger.ts'

/** How many proxies are remembered: with more than that, the log has said it often enough. */
const most = 100

/** Makes the notice: logs a proxy on our own network that is not under `trustedProxies`. */
export function proxyNotice(log: Log): (proxy: string) => void {
  const told = new Set<string>()
  return (proxy) => {
    if (told.has(proxy) || told.size >= most) return
    told.add(proxy)
    const message = `A proxy at ${proxy} sends X-Forwarded-For, but \`trustedProxies\` does not name it: the log shows its address in place of its visitors'.`
    const cure = `Write trustedProxies: ["${proxy}"] if that is your proxy. If there is no proxy at that address, somebody on your network is sending that header.`
    log.warn({ kind: 'config', proxy, cure }, message)
  }
}
