/** Hosts of protected sites, and names of the headers that they are told people in. Faults as in formats.ts. */

/** A host as proxies name it, with its port where that is not the usual one: lower case. */
export function siteHostFault(text: string): string | undefined {
  if (text !== text.toLowerCase()) return 'A host is written in lower case. Write wiki.home.internal.'
  const url = URL.canParse(`https://${text}`) ? new URL(`https://${text}`) : undefined
  if (url?.host === text || (url?.port === '' && `${url.host}:443` === text)) return undefined
  return 'This is not a host. Write wiki.home.internal, without https:// and without a path.'
}

/** Never ours to set on a request: who is asking, and what frames the message. */
const reserved =
  /^(host|cookie|authorization|connection|content-.*|transfer-encoding|upgrade|te|trailer|x-forwarded-.*|x-original-.*|forwarded|location|set-cookie|isthmus-.*)$/i

/** RFC 9110 5.1. An underscore is refused: CGI can't tell it from a hyphen, and nginx drops such headers. */
export function headerNameFault(text: string): string | undefined {
  if (!/^[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/.test(text)) {
    return 'This is not the name of a header. Write letters, digits and hyphens, as in Remote-User.'
  }
  return reserved.test(text) ? `${text} has a meaning of its own. Choose another name, as Remote-User.` : undefined
}
