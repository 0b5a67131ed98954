/** What a logout costs, in CPU time of this process: its messages, and the whole of it over memory for each app that is visited. */

import { inflateRawSync } from 'node:zlib'
import type { Reply } from '../src/core/http.ts'
import { appId, entityId, type SessionKey, sessionKey } from '../src/core/identifiers.ts'
import { noteLogoutAnswer } from '../src/core/logout/answers.ts'
import { allEnded, beginLogout, continueLogout, readLogout } from '../src/core/logout/steps.ts'
import type { LoginDependencies } from '../src/core/ports/hub.ts'
import type { Participant } from '../src/core/session/records.ts'
import { randomToken } from '../src/core/tokens.ts'
import { createSamlLogout } from '../src/downstream/saml-idp/slo/participants.ts'
import type { SamlApp } from '../src/registry/app.ts'
import { binding } from '../src/saml/constants.ts'
import { World } from '../test/unit/core/hub.ts'
import { keys } from '../test/unit/downstream/saml-idp/sso/material.ts'
import { microsecondsOf } from './microseconds.ts'

const us = entityId('https://sso.test/saml/metadata')

/** Messages, then a logout of two apps and what each further one adds. */
export async function benchLogout(): Promise<{ name: string; microseconds: number }[]> {
  const stage = new LogoutStage()
  const participant = participantOf(0)
  const request = await microsecondsOf(() => stage.role.send(participant, `_${randomToken()}`))
  const replyTo = {
    binding: binding.redirect,
    location: 'https://app0.test/slo',
    inResponseTo: '_r',
    app: participant.app,
  }
  const response = await microsecondsOf(() => stage.role.answer(replyTo, 'success'))
  const two = await microsecondsOf(() => stage.logout(2), 40)
  const ten = await microsecondsOf(() => stage.logout(10), 40)
  return [
    { name: 'LogoutRequest, signed, by Redirect', microseconds: request },
    { name: 'LogoutResponse, signed, by Redirect', microseconds: response },
    { name: 'whole logout of two apps', microseconds: two },
    { name: 'whole logout, each further app', microseconds: (ten - two) / 8 },
  ]
}

class LogoutStage {
  readonly #world = new World()
  readonly role = createSamlLogout({
    entityId: us,
    publicUrl: 'https://sso.test',
    apps: { serviceProvider: async (entity) => appOf(entity), isListed: () => true },
    keys,
    outbound: { authorities: [], proxy: { no: '' }, allowAddresses: [] },
    outgoingSkew: 0,
    audit: this.#world.hub.audit,
    now: () => this.#world.now,
  })
  readonly #hub: LoginDependencies = {
    ...this.#world.hub,
    downstreams: new Map([['saml-idp', { ...this.#world.downstream, logout: this.role }]]),
  }

  /** A session with so many apps, and its logout from the first app's request to the answer; each app says Success. */
  async logout(apps: number): Promise<void> {
    const key = await this.#signIn(apps)
    const asked = appId('saml', 'https://app0.test')
    const replyTo = { binding: binding.redirect, location: 'https://app0.test/slo', inResponseTo: '_r', app: asked }
    const wish = { by: 'app', app: asked, answer: { side: 'downstream', name: 'saml-idp', replyTo } } as const
    const { browser } = this.#world
    let reply = await beginLogout(this.#hub, key, wish, browser)
    for (let step = 1; step < apps; step += 1) {
      const { id, app } = sentTo(reply)
      await noteLogoutAnswer(this.#hub, id, appId('saml', app), 'ended', browser)
      reply = await continueLogout(this.#hub, key, browser)
    }
    const open = await readLogout(this.#hub, key)
    if (open === undefined || !allEnded(open)) throw new Error('the logout did not end')
  }

  async #signIn(apps: number): Promise<SessionKey> {
    const key = sessionKey(randomToken())
    const { now } = this.#world
    const times = { createdAt: now, verifiedAt: now, end: now + 3_600_000 }
    const { sessions } = this.#hub.stores
    await sessions.create(key, { v: 2, authentication: this.#world.authentication('op'), browser: 'b', ...times })
    for (let index = 0; index < apps; index += 1) await sessions.addParticipant(key, participantOf(index))
    return key
  }
}

/** The ID of the LogoutRequest that a reply carries, and whom to. */
function sentTo(reply: Reply | undefined): { readonly id: string; readonly app: string } {
  if (reply?.kind !== 'redirect') throw new Error(`no visit but ${JSON.stringify(reply)}`)
  const { origin, searchParams } = new URL(reply.location)
  return { id: idOf(searchParams.get('SAMLRequest') ?? ''), app: origin }
}

function idOf(encoded: string): string {
  const xml = inflateRawSync(Buffer.from(encoded, 'base64')).toString()
  return / ID="([^"]*)"/.exec(xml)?.[1] ?? ''
}

function participantOf(index: number): Participant {
  const entity = `https://app${index}.test`
  return {
    v: 2,
    app: appId('saml', entity),
    downstream: 'saml-idp',
    subject: { kind: 'persistent', value: 'k'.repeat(52) },
    handle: `_${randomToken()}`,
    state: { entityId: entity, issuedBy: us, format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' },
    issuedAt: 1_800_000_000_000,
    end: 1_800_003_600_000,
  }
}

function appOf(entity: string): SamlApp {
  return {
    protocol: 'saml',
    policy: {
      app: appId('saml', entity),
      displayName: entity,
      pairwiseSector: [entity],
      attributes: [],
      strictContexts: false,
    },
    attributeNames: new Map(),
    serviceProvider: {
      entityId: entityId(entity),
      authnRequestsSigned: false,
      wantAssertionsSigned: false,
      signingKeys: [],
      nameIdFormats: [],
      assertionConsumerServices: [],
      singleLogoutServices: [{ binding: binding.redirect, location: `${entity}/slo` }],
    },
    defaultNameId: { kind: 'persistent', force: false },
    settings: {
      sign: 'both',
      encryptAssertions: false,
      requireSignedRequests: false,
      allowSha1Requests: false,
      requestLifetime: 3_600_000,
      slo: 'chain',
    },
    source: 'bench',
  }
}
