/** Which host names mean this machine itself, where plain http is as good as https. */

/**
 * Whether the host of a URL is this machine by its very text: 127.0.0.0/8, ::1, `localhost` and the names below it (RFC
 * 6761, 6.3).
 * @param hostname as `URL` gives it, an IPv6 address with or without its brackets
 */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host)
}
