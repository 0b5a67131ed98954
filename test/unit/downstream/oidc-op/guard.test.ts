/** What strangers may cost: failures are counted for an app and a client together, records are kept within bounds. */
import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import type { ServingOp } from '../../../../src/downstream/oidc-op/oidc-op.ts'
import { createGuard } from '../../../../src/downstream/oidc-op/provider/guard.ts'
import { World } from '../../core/hub.ts'

describe('oidc-op: what strangers may cost', () => {
  const stage = () => {
    const world = new World()
    const apps = { client: async () => undefined, clients: () => [{ settings: { clientId: 'portal' } }] }
    const guard = createGuard({ hub: world.hub, apps } as unknown as ServingOp)
    const request = {}
    guard.serve(request, world.browser)
    return { guard, request }
  }
  const codeOf = async (work: () => unknown) => {
    try {
      await work()
      return 'admitted'
    } catch (error) {
      return error instanceof GatewayError ? error.code : error
    }
  }

  it('guesses of names that no app has are counted together, apart from those about an app', async () => {
    const { guard, request } = stage()
    for (let guess = 0; guess < 20; guess += 1) {
      expect(await codeOf(() => guard.admitClient(request, `guess${guess}`))).to.equal('admitted')
      await guard.failed(request, `guess${guess}`)
    }
    expect(await codeOf(() => guard.admitClient(request, 'another guess'))).to.equal('rate_limited')
    expect(await codeOf(() => guard.admitClient(request, 'portal')), 'control').to.equal('admitted')
  })

  it('what a stranger has kept has bounds; tokens are for those who have logged in', async () => {
    const { guard, request } = stage()
    const keep = (kind: string, octets: number) => () => guard.admitRecord(request, kind, 'id', octets, 60_000)
    for (const kind of ['PushedAuthorizationRequest', 'DeviceCode']) {
      expect(await codeOf(keep(kind, 100)), kind).to.equal('admitted')
      expect(await codeOf(keep(kind, 1e12)), kind).to.equal('rate_limited')
    }
    expect(await codeOf(keep('AccessToken', 1e12))).to.equal('admitted')
  })
})
