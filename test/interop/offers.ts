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

/** The table of README.md, its columns aligned as the formatter leaves them. */
export function offersTable(): string {
  const all: readonly ServiceProviderUnderTest[] = Object.values(serviceProviders)
  const head = ['', ...all.map(({ title }) => title)]
  const body = features.map((feature) => [
    feature,
    ...all.map(({ notOffered }) => (notOffered.includes(feature) ? 'not offered' : 'tested')),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((cells) => cells[column]?.length ?? 0)))
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [head, widths.map((width) => '-'.repeat(width)), ...body].map(row).join('\n')
}
