/** Whether an address is on our own site, as far as that can be said without asking a browser. */

/**
 * Same scheme, and the same host or the same registrable name. Without the public suffix list this is a guess: where the
 * browser says how far an answer came (Sec-Fetch-Site), that counts.
 */
export function seemsOurSite(address: string, publicUrl: string): boolean {
  if (!URL.canParse(address)) return false
  const [theirs, ours] = [new URL(address), new URL(publicUrl)]
  if (theirs.protocol !== ours.protocol) return false
  if (theirs.hostname === ours.hostname) return true
  return !isAddress(ours.hostname) && ours.hostname.includes('.') && siteOf(theirs.hostname) === siteOf(ours.hostname)
}

/** The last two labels; three below a country's own short ones (co.uk, com.au), where names are registered under them. */
function siteOf(host: string): string {
  const labels = host.split('.')
  const [second = '', top = ''] = labels.slice(-2)
  return labels.slice(top.length === 2 && second.length <= 3 && labels.length > 2 ? -3 : -2).join('.')
}

const isAddress = (host: string): boolean => /^[\d.]+$|^\[/.test(host)
