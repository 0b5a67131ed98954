/** The way of an AuthnRequest through the codec, as the SAML IdP calls it, and how a refusal is expected. */
import { expect } from 'chai'
import { GatewayError, type GatewayErrorCode } from '../../src/core/errors.ts'
import { parseAuthnRequest } from '../../src/saml/authn-request.ts'
import { decodeSamlMessage, peekIssuer, type SamlHttp } from '../../src/saml/bindings.ts'
import type { AuthnRequest, ReadableXml } from '../../src/saml/messages.ts'
import type { VerificationKey } from '../../src/saml/service-provider.ts'
import { authenticateSamlMessage } from '../../src/saml/xmldsig.ts'
import { spKey } from './keys.ts'

export interface GateOptions {
  readonly keys?: readonly VerificationKey[]
  readonly mode?: 'required' | 'optional'
  readonly allowSha1?: boolean
}

/** decode → peek → authenticate. Signatures are required and the SP's key is known, unless said otherwise. */
export function authenticated(http: SamlHttp, options: GateOptions = {}): ReadableXml {
  const { keys = [spKey.verification], mode = 'required', allowSha1 = false } = options
  const message = decodeSamlMessage(http, 'SAMLRequest')
  peekIssuer(message)
  return authenticateSamlMessage(message, keys, mode, { allowSha1 })
}

/** The whole way. */
export function received(http: SamlHttp, options: GateOptions = {}): AuthnRequest {
  return parseAuthnRequest(authenticated(http, options))
}

/** Runs it and returns the refusal; anything else that happens fails the test. */
export function refusal(run: () => unknown, code?: GatewayErrorCode): GatewayError {
  let result: unknown
  try {
    result = run()
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    if (code !== undefined) expect(error.code, error.message).to.equal(code)
    return error
  }
  return expect.fail(`accepted: ${JSON.stringify(result)}`)
}

/** How much of a processor it takes, in ms: what others do on this machine meanwhile is not counted. */
export function duration(run: () => unknown): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
