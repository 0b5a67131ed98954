/** Formats of the section `alerts`: what is wrong with a value, and how to write it. */
import { isLoopback } from '../core/loopback.ts'

/** An address as it may stand in a header of a mail. */
export function emailFault(value: string): string | undefined {
  const fits = value.length <= 254 && /^[^\s@<>",;:\\()[\]]+@[^\s@<>",;:\\()]+$/.test(value) && !/\p{Cc}/u.test(value)
  return fits ? undefined : 'This is not an e-mail address. Write admin@home.internal.'
}

export function mailServerFault(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    return 'This is not a mail server. Write smtps://mail.home.internal.'
  }
  if (url.password !== '') return 'This address has a password in it. Put it into a file and name that: passwordFile.'
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') {
    return 'This is more than a mail server. Write only scheme, user, host and port.'
  }
  return undefined
}

/** Whether a server may be talked to without TLS: nobody is on the way to it. */
export const isThisMachine = (server: string): boolean => isLoopback(new URL(server).hostname)
