/** de */
import type { AppTexts } from './catalogue.ts'

export const de: AppTexts = {
  inFile: (place) => `This app is written in ${place}. It is changed there: files win.`,
  known: 'What is known of it',
  enter: {
    title: 'Enter this at the app',
    text: 'If the app can read metadata from an address, the first line is enough.',
    metadata: 'Metadata address',
    entityId: 'Entity ID (issuer)',
    singleSignOn: 'Sign-in address (SSO)',
    singleLogout: 'Sign-out address (SLO)',
    issuer: 'Issuer',
    fingerprint: 'Fingerprint (SHA-256)',
    certificate: 'Certificate',
    nextCertificate: 'The next certificate',
    download: 'Download as a file',
  },
}
