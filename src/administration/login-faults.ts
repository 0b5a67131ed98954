/**
 * Why logins at an upstream fail: what the log says, and what to do about it. The one table that the doctor's report
 * reads, and that docs/saml-upstreams.md and docs/upstreams.md show.
 */
import type { GatewayError } from '../core/errors.ts'
import type { LoginFault } from './login-fault.ts'
import { ofBoth, ofOidc } from './login-faults-oidc.ts'
import { ofSaml } from './login-faults-saml.ts'

/** In the order in which they are looked for: what is more exact comes first. */
export const loginFaults: readonly LoginFault[] = [...ofSaml, ...ofOidc, ...ofBoth]

const deepest = 8
/** Characters: what is longer begins with our words all the same. */
const longest = 2_000

/** The error's row, by its message and its causes; undefined where none knows it. */
export function loginFaultOf(error: GatewayError): LoginFault | undefined {
  const texts = textsOf(error)
  return loginFaults.find(({ cause }) => texts.some((text) => cause.test(text)))
}

function textsOf(error: Error): readonly string[] {
  const texts: string[] = []
  let at: unknown = error
  for (let depth = 0; at !== undefined && depth < deepest; depth++) {
    const text = at instanceof Error ? at.message : at
    if (typeof text === 'string') texts.push(text.slice(0, longest))
    at = at instanceof Error ? at.cause : undefined
  }
  return texts
}
