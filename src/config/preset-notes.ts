/** What to heed at the side of a known app. */
import type { PresetNote } from './app-preset.ts'

export const presetNotes = {
  nameInRedirect: { code: 'name-in-redirect', text: 'The name isthmus is part of the redirect URI.' },
  verifiedEmail: {
    code: 'verified-email',
    text: 'It refuses people whose e-mail address is not verified: see `trustEmail` of the upstream.',
  },
  httpsIssuer: { code: 'https-issuer', text: 'The API server takes an issuer of https only.' },
  existingAccounts: {
    code: 'existing-accounts',
    text: 'It knows people by `sub`: who has an account there by another provider would be new. Set `sub` before the first login (docs/oidc-apps.md).',
  },
  otherWayIn: { code: 'other-way-in', text: 'Keep another way in first: docs/ssh.md.' },
} as const satisfies Readonly<Record<string, PresetNote>>
