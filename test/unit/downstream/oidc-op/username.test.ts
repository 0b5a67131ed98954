import { expect } from 'chai'
import { usernameOf } from '../../../../src/downstream/oidc-op/username.ts'

describe('oidc-op: the login name that introspection tells', () => {
  const told = (value: unknown, usernameAttribute: string | undefined = 'login') =>
    usernameOf(
      { usernameAttribute } as never,
      [
        { name: 'other', value: 'mallory' },
        { name: 'login', value },
      ] as never,
    )

  it('is that of the attribute, where it looks like an account', () => {
    for (const good of ['alice', '_svc', 'a.b-c_d', `a${'b'.repeat(31)}`]) expect(told(good)).to.equal(good)
  })

  it('is never one of the system’s own, nor anything that a shell or a path would read otherwise', () => {
    for (const bad of [
      ...['root', 'ROOT', 'Daemon', 'nobody', 'bin', 'sys', 'sync'],
      ...['www-data', 'backup', 'operator', 'sshd', 'postgres', 'systemd-network', '_apt'],
      ...['', '1a', '-a', '.a', '../a', 'a b', 'a\n', 'a;b', 'ä', `a${'b'.repeat(32)}`],
      ...[1, ['alice'], null, undefined],
    ])
      expect(told(bad), String(bad)).to.equal(undefined)
    expect(usernameOf({} as never, [{ name: 'login', value: 'alice' }] as never), 'the app has none').to.equal(
      undefined,
    )
  })
})
