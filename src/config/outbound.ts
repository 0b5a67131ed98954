/** The settings for outgoing calls that are not in the config file: proxies, and the CAs that this machine trusts. */

import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { rootCertificates } from 'node:tls'
import type { OutboundConfig } from './config.ts'
import { reasonOf } from './files.ts'
import { parseUrl } from './formats.ts'
import type { Problems } from './problems.ts'

interface Sources {
  readonly env: NodeJS.ProcessEnv
  readonly problems: Problems
}

/** Where distributions keep all CAs in one file: Debian and Alpine, Fedora and Red Hat, SUSE, BSD and macOS. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** @param allowAddresses as written */
export async function resolveOutbound(allowAddresses: readonly string[], sources: Sources): Promise<OutboundConfig> {
  for (const [index, network] of allowAddresses.entries()) checkNetwork(network, index, sources.problems)
  return { authorities: await readAuthorities(sources), proxy: readProxies(sources), allowAddresses }
}

function checkNetwork(network: string, index: number, problems: Problems): void {
  const at = ['allowAddresses', index]
  if (network.endsWith('/0')) {
    const message = 'Fetched documents may send us to any private address.'
    problems.warn('weak', at, message, 'List only the networks that they really lead to.')
  } else if (/^(127\.|0\.|169\.254\.|fe[89ab]|::1?(\/|$)|::ffff:)/i.test(network)) {
    const message = 'Fetched documents may never lead to addresses of this machine or to link-local ones.'
    problems.error('value', at, message, 'Remove it; write an address that should lead there into the config itself.')
  }
}

// ---------------------------------------------------------------- trust

/**
 * Read here on every version of Node: only newer ones know the system's store, and one that is given another CA forgets
 * NODE_EXTRA_CA_CERTS.
 */
async function readAuthorities({ env, problems }: Sources): Promise<readonly string[]> {
  const system = await firstReadable(env.SSL_CERT_FILE === undefined ? bundles : [env.SSL_CERT_FILE])
  const text = `${system}\n${await readExtra(env.NODE_EXTRA_CA_CERTS, problems)}`
  if (lastRead?.text !== text) lastRead = { text, authorities: authoritiesIn(text) }
  return lastRead.authorities
}

/** Every reload reads the config, and a hundred and fifty certificates are parsed for this: once, as long as they are the same. */
let lastRead: { readonly text: string; readonly authorities: readonly string[] } | undefined

function authoritiesIn(text: string): readonly string[] {
  const own = new Set(rootCertificates.map(compact))
  const found = new Map(split(text).map((pem) => [compact(pem), pem]))
  return [...found].filter(([key, pem]) => !own.has(key) && isCertificate(pem)).map(([, pem]) => pem)
}

async function firstReadable(files: readonly string[]): Promise<string> {
  for (const file of files) {
    const text = await readFile(file, 'latin1').catch(() => undefined)
    if (text !== undefined) return text
  }
  return ''
}

async function readExtra(file: string | undefined, problems: Problems): Promise<string> {
  if (file === undefined || file === '') return ''
  try {
    return await readFile(file, 'latin1')
  } catch (error) {
    const message = `NODE_EXTRA_CA_CERTS names a file that can't be read: ${reasonOf(error)}.`
    problems.warn('file', [], message, 'Correct it: until then its CAs are not trusted.')
    return ''
  }
}

const split = (bundle: string): readonly string[] =>
  bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
const compact = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '')

/** One damaged entry must not end the trust in all the others. */
function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

// ---------------------------------------------------------------- proxies

/**
 * Lower case first, as curl reads them. curl does not read HTTP_PROXY in capitals, since under CGI a web server makes
 * it from a request header; we do, as we are not a CGI program.
 */
function readProxies({ env, problems }: Sources): OutboundConfig['proxy'] {
  const all = env.all_proxy ?? env.ALL_PROXY
  const http = proxyUrl('HTTP_PROXY', env.http_proxy ?? env.HTTP_PROXY ?? all, problems)
  const https = proxyUrl('HTTPS_PROXY', env.https_proxy ?? env.HTTPS_PROXY ?? all, problems)
  return {
    ...(http !== undefined && { http }),
    ...(https !== undefined && { https }),
    no: env.no_proxy ?? env.NO_PROXY ?? '',
  }
}

/** The value may contain a password: it is never shown. */
function proxyUrl(name: string, value: string | undefined, problems: Problems): string | undefined {
  if (value === undefined || value === '') return undefined
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`)
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href
  const message = `${name} in the environment is not the address of an HTTP proxy.`
  problems.error('value', [], message, 'Write http://proxy.example:3128, or unset it.')
  return undefined
}
