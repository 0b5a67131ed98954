/**
 * What is wrong with the settings of an app, what the doctor finds at an upstream, and why a preview lets nobody in or
 * leaves something out, by its English: `{0}` and so on are what stands in the sentence. English has
 * no file: a problem brings its English along. Types only.
 */
import type { de as addresses } from './addresses/de.ts'
import type { de as clientKeys } from './client-keys/de.ts'
import type { de as clients } from './clients/de.ts'
import type { de as discovery } from './discovery/de.ts'
import type { de as doctorOidc } from './doctor-oidc/de.ts'
import type { de as doctorSaml } from './doctor-saml/de.ts'
import type { de as expressions } from './expressions/de.ts'
import type { de as federations } from './federations/de.ts'
import type { de as keys } from './keys/de.ts'
import type { de as logins } from './logins/de.ts'
import type { de as preview } from './preview/de.ts'
import type { de as saml } from './saml/de.ts'
import type { de as shape } from './shape/de.ts'
import type { de as sources } from './sources/de.ts'
import type { de as store } from './store/de.ts'
import type { de as values } from './values/de.ts'
import type { de as yaml } from './yaml/de.ts'

/** A sentence that one language has, all must have. */
export type YamlProblems = Readonly<Record<keyof typeof yaml, string>>
export type ShapeProblems = Readonly<Record<keyof typeof shape, string>>
export type ValuesProblems = Readonly<Record<keyof typeof values, string>>
export type SamlProblems = Readonly<Record<keyof typeof saml, string>>
export type ClientsProblems = Readonly<Record<keyof typeof clients, string>>
export type ExpressionsProblems = Readonly<Record<keyof typeof expressions, string>>
export type KeysProblems = Readonly<Record<keyof typeof keys, string>>
export type ClientKeysProblems = Readonly<Record<keyof typeof clientKeys, string>>
export type DoctorOidcProblems = Readonly<Record<keyof typeof doctorOidc, string>>
export type DoctorSamlProblems = Readonly<Record<keyof typeof doctorSaml, string>>
export type LoginsProblems = Readonly<Record<keyof typeof logins, string>>
export type PreviewProblems = Readonly<Record<keyof typeof preview, string>>
export type SourcesProblems = Readonly<Record<keyof typeof sources, string>>
export type StoreProblems = Readonly<Record<keyof typeof store, string>>
export type FederationsProblems = Readonly<Record<keyof typeof federations, string>>
export type AddressesProblems = Readonly<Record<keyof typeof addresses, string>>
export type DiscoveryProblems = Readonly<Record<keyof typeof discovery, string>>

export type ProblemTexts = YamlProblems &
  ShapeProblems &
  ValuesProblems &
  SamlProblems &
  ClientsProblems &
  ExpressionsProblems &
  KeysProblems &
  ClientKeysProblems &
  DoctorOidcProblems &
  DoctorSamlProblems &
  LoginsProblems &
  PreviewProblems &
  SourcesProblems &
  StoreProblems &
  FederationsProblems &
  AddressesProblems &
  DiscoveryProblems
