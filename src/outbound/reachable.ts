/** Whether anybody listens at an address, before a browser is sent there and left standing. */
import { connect } from 'node:net'

/** ms; a name that does not resolve counts into it. */
const timeout = 1000

/** Resolves to whether a TCP connection to the host of this URL comes about within a second; never rejects. */
export function isReachable(address: string): Promise<boolean> {
  if (!URL.canParse(address)) return Promise.resolve(false)
  const { protocol, hostname, port } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) || (protocol === 'http:' ? 80 : 443) })
    const end = (connected: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(connected)
    }
    const timer = setTimeout(() => end(false), timeout)
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
