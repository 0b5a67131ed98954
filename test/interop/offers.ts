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

/** The table of README.md. */
export function offersTable(): string {
  const all: readonly ServiceProviderUnderTest[] = Object.values(serviceProviders)
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    row(['', ...all.map(({ title }) => title)]),
    row(['---', ...all.map(() => '---')]),
    ...features.map((feature) =>
      row([feature, ...all.map(({ notOffered }) => (notOffered.includes(feature) ? 'not offered' : 'tested'))]),
    ),
  ].join('\n')
}
