/** Which certificates an upstream presents, for when they are not trusted. */
import { isIP } from 'node:net'
import tls from 'node:tls'
import type { OidcUpstreamConfig } from '../config/oidc-upstream.ts'
import { inARow, type Said, type Sentence, said } from '../core/said.ts'

type Target = Pick<OidcUpstreamConfig, 'issuer' | 'connectTo' | 'timeout'>

function dial({ issuer, connectTo }: Target, url: URL): { readonly host: string; readonly port: number } {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (!connectTo || url.origin !== new URL(issuer).origin) return { host: hostName(url), port }
  return { host: connectTo.host, port: connectTo.port ?? port }
}

const hostName = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/**
 * The certificates that the issuer's host presents, each with its issuer: the last one names the missing
 * CA. Nothing is sent over this connection, which trusts anyone.
 */
export function describeChain(target: Target): Promise<Sentence> {
  const url = new URL(target.issuer)
  const { host, port } = dial(target, url)
  const name = hostName(url)
  return new Promise((resolve) => {
    const options = {
      host,
      port,
      servername: isIP(name) === 0 ? name : '',
      rejectUnauthorized: false,
      timeout: target.timeout,
    }
    const socket = tls.connect(options, () => {
      const chain = chainOf(socket.getPeerCertificate(true))
      socket.destroy()
      resolve(chain.length === 0 ? nothingSent : said`It sent: ${inARow(...chain)}`)
    })
    const giveUp = () => {
      socket.destroy()
      resolve(nothingSent)
    }
    socket.on('error', giveUp).on('timeout', giveUp)
  })
}

const nothingSent = 'It sent no certificate.'

function chainOf(leaf: tls.DetailedPeerCertificate): readonly Said[] {
  const links: Said[] = []
  const seen = new Set<string>()
  let current: tls.DetailedPeerCertificate | undefined = leaf
  while (current?.fingerprint256 && !seen.has(current.fingerprint256)) {
    seen.add(current.fingerprint256)
    links.push(said`"${nameOf(current.subject)}" issued by "${nameOf(current.issuer)}" until ${current.valid_to}.`)
    current = current.issuerCertificate
  }
  return links
}

/** The certificate may be hostile: control characters would reach the terminal. */
const nameOf = (names: tls.Certificate | undefined): string =>
  String(names?.CN ?? names?.O ?? 'no name').replace(/[^\x20-\x7e\u00a0-\ufffd]/g, '?')
