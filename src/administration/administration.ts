/**
 * What the functions of administrators (admin/) are given: the app store, what is in force, and what other rooms do for
 * them. The gateway makes one for each snapshot; the command line one of its own. A map of this folder:
 *
 *   administration.ts   all of it together · in-force.ts the apps, as administrators see them
 *   problems-by-app.ts  what was found about each · as-document.ts an app of a file as a document
 *   examine.ts          a document checked as a start would · describe.ts what it says, in words
 *   previewed.ts        what an app would be told · our-keys.ts our keys, and what an app's side enters
 *   addresses.ts        addresses of metadata, and federations
 *   quarantined.ts      fetched metadata that waits, in words · tally.ts who logged in where, counted (tally-record.ts)
 *   upstream-tally.ts   what failed last at each upstream (upstream-record.ts) · login-faults.ts why, and what to do
 *   login-findings.ts   the same as the doctor says it · ask-upstream.ts what an upstream answers now
 *   metadata-readers.ts who has fetched our metadata · endpoints.ts all of it below /admin
 */
import type { AdminDependencies } from '../admin/dependencies.ts'
import { appPresets } from '../config/app-presets.ts'
import { randomToken } from '../core/tokens.ts'
import { signToken, verifyToken } from '../keys/tokens.ts'
import { Surveyor } from '../registry/survey.ts'
import { addressesOf } from './addresses.ts'
import { askUpstream } from './ask-upstream.ts'
import { examineDocument } from './examine.ts'
import { appsInForce } from './in-force.ts'
import { loginFindings } from './login-findings.ts'
import { keysInForce, ourSide } from './our-keys.ts'
import { previewDependencies } from './previewed.ts'
import { quarantineOf } from './quarantined.ts'
import type { AdministrationSources } from './sources.ts'

/** One for the whole process: it keeps the last few surveys. */
const surveyor = new Surveyor()

export function composeAdministration(given: AdministrationSources): AdminDependencies {
  const { config, keys, registry, store, stores, names, now } = given
  const examining = { config, registry, store, surveyor, now, ...(names !== undefined && { names }) }
  return {
    store,
    apps: appsInForce(given),
    examine: (name, content, address) => examineDocument(examining, name, content, address),
    preview: previewDependencies({ config, keys, registry, now }),
    sessions: { hub: given.hub, keys: given.sessionKeys },
    consents: { stores, audit: given.hub.audit },
    upstreams: config.upstreams.map(({ name, displayName, kind, protocol, ...rest }) => ({
      name,
      displayName,
      kind,
      protocol,
      issuer: 'issuer' in rest ? rest.issuer : (registry.identityProviders.get(name)?.idp.entityId ?? ''),
    })),
    doctor: async (name) => [...(await askUpstream(given, name)), ...loginFindings(given.tally.ofUpstream(name))],
    keys: keysInForce(keys),
    breakGlass: {
      sign: (value) => signToken(keys, 'break-glass', value),
      verify: (value, signature) => verifyToken(keys, 'break-glass', value, signature),
      clockTolerance: config.clockSkew.incoming,
      async claim(id, ttl) {
        const claimant = randomToken()
        return (await stores.seen.claim('break-glass', id, claimant, ttl)) === claimant
      },
    },
    quarantine: quarantineOf(given),
    addresses: addressesOf(given),
    knownApps: appPresets,
    publicUrl: config.publicUrl,
    ourSide: ourSide(config, keys),
    attempts: given.attempts,
    log: given.log,
    now,
  }
}
