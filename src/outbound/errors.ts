/** Why a call failed, in words for the operator: which host, which step, what to do. */
import type { Socket } from 'node:net'
import type { PeerCertificate } from 'node:tls'
import { inAllLanguages, insteadOf, type Said, type SaidProblem, type Sentence, said } from '../core/said.ts'

/** A call that brought no usable answer. `message` names the host, and quotes nothing that was sent or received. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError'
  /**
   * Node's or OpenSSL's code where there is one; ours: EBLOCKED, ETIMEDOUT, EPROXY, ETOOLARGE, EENCODING, EREDIRECT.
   */
  readonly code: string
  /** What to do about it. */
  readonly cure: string
  /** The same, for another language. */
  readonly says: SaidProblem

  /** @param message begins small and has no full stop: it goes on in the sentence of whoever called */
  constructor(code: string, message: Said, cure: Sentence, cause?: unknown) {
    super(message.text, cause === undefined ? {} : { cause })
    this.code = code
    const { says, cure: english } = inAllLanguages(message, cure)
    this.cure = english
    this.says = says
  }
}

/** What is known about a call that failed. */
export interface Attempt {
  readonly url: URL
  /** Host and port that were dialled. */
  readonly dialled: string
  readonly proxy: string | undefined
  /** The operator's own bundle is in use. */
  readonly caFile: boolean
}

const unknownAuthority = new Set([
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])

/** Puts a failure of node:http(s) into words. One that already is in words is returned as it is. */
export function explainFailure(error: NodeJS.ErrnoException, attempt: Attempt): OutboundError {
  const own = [error, error.cause].find((one) => one instanceof OutboundError)
  if (own instanceof OutboundError) return own
  const code = codeOf(error)
  const [message, cure] = wordsFor(code, error, attempt)
  return new OutboundError(code, message, cure, error)
}

/** No complete answer in time; says which step did not finish. */
export function lateAnswer(
  socket: Socket | null,
  { url, dialled }: Attempt,
  answered: boolean,
  ms: number,
): OutboundError {
  const step = stepOf(socket, answered)
  const cure = answered ? 'Find out what makes it slow.' : 'Is it running? Is there a firewall in between?'
  const host = hostOf(url)
  const message =
    dialled === host
      ? said`${host} did not answer completely within ${ms} ms: ${step}`
      : said`${host} (connecting to ${dialled}) did not answer completely within ${ms} ms: ${step}`
  return new OutboundError('ETIMEDOUT', message, cure)
}

/** `host:port`, always with the port: most mistakes are made there. */
export const hostOf = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`

function stepOf(socket: Socket | null, answered: boolean): Said {
  if (answered) return said`the answer started but did not end`
  if (socket === null) return said`no connection was made`
  if (socket.connecting) return said`the connection was not established`
  if (Reflect.get(socket, 'secureConnecting') === true) return said`the TLS handshake did not finish`
  return said`the request was sent, but there was no answer`
}

/** Several addresses were tried: the reason the last one failed. */
function codeOf(error: NodeJS.ErrnoException): string {
  const inner = error instanceof AggregateError ? (error.errors.at(-1) as NodeJS.ErrnoException | undefined) : error
  return inner?.code ?? error.code ?? 'unknown'
}

type Words = readonly [message: Said, cure: string]

function wordsFor(code: string, error: NodeJS.ErrnoException, attempt: Attempt): Words {
  const { dialled, proxy, url } = attempt
  const host = hostOf(url)
  if (proxy !== undefined && isConnecting(code, error)) {
    return [
      said`${host}: the proxy ${proxy} can't be used (${code})`,
      'Correct HTTPS_PROXY or HTTP_PROXY, or list the host in NO_PROXY.',
    ]
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return [
        said`the name of ${dialled} does not resolve (${code})`,
        'Correct the host name, or name resolution on this machine.',
      ]
    case 'ECONNREFUSED':
      return [said`nothing listens at ${dialled} (${code})`, 'Is it running, and is the port right?']
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return [
        said`${dialled} can't be reached from this machine (${code})`,
        'Is there a firewall in between, or is the network down?',
      ]
    case 'ECONNRESET':
    case 'EPIPE':
      return [said`${host} closed the connection (${code})`, 'Look in its log, and in that of any proxy in between.']
  }
  return code.startsWith('HPE_') ? notHttp(host, url) : tlsWords(code, error, attempt)
}

const notHttp = (host: string, { protocol }: URL): Words => [
  said`${host} does not answer in HTTP`,
  protocol === 'http:' ? 'Is this the port for https? Then write https://.' : 'Is this the right port?',
]

function isConnecting(code: string, error: NodeJS.ErrnoException): boolean {
  return (
    ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH'].includes(code) ||
    /proxy/i.test(error.message)
  )
}

function tlsWords(code: string, error: NodeJS.ErrnoException, { url, caFile }: Attempt): Words {
  const host = hostOf(url)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = certificateNames(Reflect.get(error, 'cert'))
    return [
      said`the certificate of ${host} is for ${names}, not for ${bareHost(url)}`,
      'Use a name that it contains, or get a certificate for this name.',
    ]
  }
  if (code === 'CERT_HAS_EXPIRED')
    return [said`the certificate of ${host} has expired`, 'Renew it there. Is the clock of this machine right?']
  if (code === 'CERT_NOT_YET_VALID')
    return [said`the certificate of ${host} is not valid yet`, 'Are the clocks of both machines right?']
  if (unknownAuthority.has(code)) {
    const cure = caFile
      ? '`caFile` is set, but does not contain the CA that issued this certificate: name the file of that CA.'
      : 'Save the certificate of the CA that issued it as PEM and name the file as `caFile` (or add it to the system, or to NODE_EXTRA_CA_CERTS).'
    return [said`the certificate of ${host} is from a CA that is not trusted here (${code})`, cure]
  }
  if (
    /wrong[_ ]version|packet[_ ]length|unknown[_ ]protocol|unexpected[_ ]message|http[_ ]request/i.test(
      `${code} ${error.message}`,
    )
  ) {
    return [said`${host} does not speak TLS`, 'Is this the port for http? Write the one for https.']
  }
  const told = error.message.replace(/[^\x20-\x7e\xa0-\ufffd]/g, '?').slice(0, 200)
  return [
    insteadOf(`${host}: ${told} (${code})`, said`the call to ${host} failed (${code})`),
    'Open the address with curl from this machine.',
  ]
}

/** Text from a foreign certificate: control characters would reach the terminal. */
function certificateNames(certificate: PeerCertificate | undefined): string {
  const listed = certificate?.subjectaltname?.replaceAll('DNS:', '').replaceAll('IP Address:', '')
  const names = listed ?? certificate?.subject?.CN ?? '?'
  return String(names)
    .replace(/[^\x20-\x7e\xa0-\ufffd]/g, '?')
    .slice(0, 200)
}

/** A host as it appears in certificates and in lookups: an IPv6 address without its brackets. */
export const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')
