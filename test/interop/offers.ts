/**
 * What each service provider offers. A feature that is offered has tests (battery.ts); one that is not is named in
 * the table of README.md, which is held equal to this.
 */

export const features = [
  'signed requests',
  'unsigned requests',
  'HTTP-Redirect',
  'HTTP-POST',
  'plain assertion',
  'encrypted assertion',
  'several groups',
  'RelayState of any length',
  'RequestedAuthnContext',
  'ForceAuthn',
  'IsPassive',
  'error status shown',
] as const

export type Feature = (typeof features)[number]

export interface ServiceProviderUnderTest {
  readonly title: string
  /** What the library or module can't do, or does by itself without a setting. */
  readonly notOffered: readonly Feature[]
}

export const serviceProviders = {
  mellon: { title: 'Apache mod_auth_mellon', notOffered: ['ForceAuthn'] },
  pysaml2: { title: 'pysaml2', notOffered: [] },
  onelogin: { title: 'python3-saml (OneLogin)', notOffered: ['HTTP-POST'] },
  nodeSaml: { title: 'node-saml', notOffered: [] },
  samlify: { title: 'samlify', notOffered: [] },
} as const satisfies Readonly<Record<string, ServiceProviderUnderTest>>

export const logoutFeatures = [
  'begins by HTTP-Redirect',
  'begins by HTTP-POST',
  'begins by SOAP',
  'begins unsigned',
  'told by HTTP-Redirect',
  'told by HTTP-POST',
  'told by SOAP',
] as const

export type LogoutFeature = (typeof logoutFeatures)[number]

/** The same for logout (logout.test.ts). */
export const logoutOffers = {
  mellon: {
    title: serviceProviders.mellon.title,
    notOffered: ['begins by HTTP-POST', 'begins by SOAP', 'begins unsigned', 'told by HTTP-POST'],
  },
  pysaml2: { title: serviceProviders.pysaml2.title, notOffered: ['begins by SOAP', 'told by SOAP'] },
  onelogin: {
    title: serviceProviders.onelogin.title,
    notOffered: ['begins by HTTP-POST', 'begins by SOAP', 'told by HTTP-POST', 'told by SOAP'],
  },
  nodeSaml: {
    title: serviceProviders.nodeSaml.title,
    notOffered: ['begins by HTTP-POST', 'begins by SOAP', 'told by SOAP'],
  },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly notOffered: readonly LogoutFeature[] }>>

/** The tables of README.md. */
export const offersTable = (): string => table(features, Object.values(serviceProviders))
export const logoutOffersTable = (): string => table(logoutFeatures, Object.values(logoutOffers))

/** Its columns aligned as the formatter leaves them. */
function table(
  rows: readonly string[],
  all: readonly { readonly title: string; readonly notOffered: readonly string[] }[],
): string {
  const head = ['', ...all.map(({ title }) => title)]
  const body = rows.map((feature) => [
    feature,
    ...all.map(({ notOffered }) => (notOffered.includes(feature) ? 'not offered' : 'tested')),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((cells) => cells[column]?.length ?? 0)))
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [head, widths.map((width) => '-'.repeat(width)), ...body].map(row).join('\n')
}
