/** What an identity provider's error means to the app (Core 3.2.2.2); what it said itself goes to the log. */
import { GatewayError, type GatewayErrorCode } from '../../core/errors.ts'
import { visible } from '../../core/visible-text.ts'
import { status as statusCode } from '../../saml/constants.ts'
import type { SamlResponse } from '../../saml/response.ts'

type Meaning = readonly [code: GatewayErrorCode, message: string]

const denied = 'The sign-in service did not let the person in.'
const unavailable = 'The sign-in service cannot sign anybody in at the moment.'

const meanings: Readonly<Record<string, Meaning>> = {
  [statusCode.noPassive]: ['login_required', 'The sign-in service must ask the person.'],
  [statusCode.noAuthnContext]: [
    'context_unmet',
    'The sign-in service cannot sign the person in as strongly as required.',
  ],
  [statusCode.noAvailableIdp]: ['upstream_unavailable', unavailable],
  [statusCode.authnFailed]: ['upstream_denied', denied],
  [statusCode.requestDenied]: ['upstream_denied', denied],
  [statusCode.unknownPrincipal]: ['upstream_denied', denied],
  [statusCode.invalidNameIdPolicy]: ['upstream_invalid', 'The sign-in service cannot name people as it was asked to.'],
  [statusCode.requestUnsupported]: ['upstream_invalid', 'The sign-in service does not support the request.'],
}

const refusedRequest: Meaning = ['upstream_invalid', 'The sign-in service refused the request.']

/** The error for a status that is not Success. */
export function errorOf({ status, statusMessage }: SamlResponse, upstream: string): GatewayError {
  const [top, second] = status
  const byCode = Object.hasOwn(meanings, second ?? '') ? meanings[second ?? ''] : undefined
  const [code, message] = byCode ?? (top === statusCode.responder ? ['upstream_denied', denied] : refusedRequest)
  const said = statusMessage === undefined ? '' : `: ${visible(statusMessage, 300)}`
  const setting = second === statusCode.invalidNameIdPolicy ? { setting: `upstreams.${upstream}.nameIdFormat` } : {}
  return new GatewayError(code, message, {
    cause: new Error(`it answered ${status.map((one) => visible(one, 200)).join(', ')}${said}`),
    facts: setting,
  })
}
