/** The three people of the demo, with what its OP says of each. */
export interface DemoUser {
  /** `sub`; a real OP's is opaque, so this one is too. */
  readonly subject: string
  readonly login: string
  readonly givenName: string
  readonly familyName: string
  readonly groups: readonly string[]
}

export const demoUsers: readonly DemoUser[] = [
  {
    subject: '5b1f0c3e-alice',
    login: 'alice',
    givenName: 'Alice',
    familyName: 'Archer',
    groups: ['staff', 'admins'],
  },
  { subject: '9d27a6b4-bob', login: 'bob', givenName: 'Bob', familyName: 'Baker', groups: ['staff'] },
  { subject: '3e80d1f7-carol', login: 'carol', givenName: 'Carol', familyName: 'Núñez', groups: [] },
]

/** Claims of a user as the userinfo endpoint gives them (OIDC Core 5.1), `groups` beside them. */
export function claimsOf(user: DemoUser) {
  return {
    sub: user.subject,
    preferred_username: user.login,
    name: `${user.givenName} ${user.familyName}`,
    given_name: user.givenName,
    family_name: user.familyName,
    email: `${user.login}@home.internal`,
    email_verified: true,
    groups: [...user.groups],
  }
}
