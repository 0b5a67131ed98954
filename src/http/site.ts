/** What publicUrl says about us. Everything that depends on host, scheme or path prefix is taken from here. */

export interface Site {
  /** Without a trailing slash. */
  readonly publicUrl: string
  readonly host: string
  readonly protocol: 'http' | 'https'
  /** Path that publicUrl has: empty, or `/prefix`. */
  readonly prefix: string
}

/** What is ours at the root of other hosts, where the operator's proxy leads it to us; publicUrl's path does not count. */
export const onOtherHosts = '/.isthmus/'

/** Reads publicUrl (a URL that the config has checked). */
export function readSite(publicUrl: string): Site {
  const url = new URL(publicUrl)
  return {
    publicUrl: publicUrl.replace(/\/+$/, ''),
    host: url.host,
    protocol: url.protocol === 'https:' ? 'https' : 'http',
    prefix: url.pathname.replace(/\/+$/, ''),
  }
}
