/** What the contexts of SAML identity providers prove, where the operator does not say. */
import type { ContextRow } from '../core/ports/roles.ts'

const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes'
const refedsMfa = 'https://refeds.org/profile/mfa'
/** What Entra ID and ADFS say for two factors, in SAML too. */
const microsoftMfa = 'http://schemas.microsoft.com/claims/multipleauthn'

const itself = (name: string): ContextRow => ({ class: name, acr: [name] })

/** A class proves itself. Weakest first: passwords, then what one has, then two factors. */
export const samlContexts: readonly ContextRow[] = [
  itself(`${classes}:Password`),
  itself(`${classes}:PasswordProtectedTransport`),
  itself(`${classes}:Kerberos`),
  itself('urn:federation:authentication:windows'),
  itself(`${classes}:X509`),
  itself(`${classes}:TLSClient`),
  itself(`${classes}:Smartcard`),
  itself(`${classes}:TimeSyncToken`),
  itself(`${classes}:MobileTwoFactorContract`),
  itself(`${classes}:SmartcardPKI`),
  itself('https://refeds.org/profile/sfa'),
  { class: refedsMfa, acr: [refedsMfa, microsoftMfa] },
]
