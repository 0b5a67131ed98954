/** What a preset of an app says. Types only. */
import type { z } from 'zod'
import type { oidcApp } from './schema-oidc-apps.ts'

export type AppPresetName =
  | 'proxmox'
  | 'proxmox-backup'
  | 'nextcloud-oidc-login'
  | 'nextcloud-user-oidc'
  | 'portainer'
  | 'gitea'
  | 'grafana'
  | 'vmauth'
  | 'oauth2-proxy'
  | 'kubernetes'
  | 'pam'

/** An entry under `apps`, as an operator would write it, without protocol and secret. */
export type PresetEntry = Omit<z.input<typeof oidcApp>, 'protocol'>

/** A sentence, and which it is, for another language. */
export interface PresetNote {
  readonly code: 'name-in-redirect' | 'verified-email' | 'https-issuer' | 'other-way-in' | 'existing-accounts'
  /** English. */
  readonly text: string
}

/** Our side, as it is entered at the app. */
export interface PresetSide {
  readonly issuer: string
  /** Below which our addresses are; another one than the issuer where we have moved. */
  readonly publicUrl: string
  readonly clientId: string
  /** Shown once. */
  readonly secret: string
  /** Of the first address. */
  readonly origin: string
}

/** One known app. */
export interface AppPreset {
  /** The product, as people call it. */
  readonly title: string
  /** What the addresses on the command line are, or why there are none. */
  readonly addresses: string
  /** Whether it can do without one. */
  readonly withoutAddress?: true
  /** Its entry under `apps`, but for the secret. @param origins scheme, host and port of each address */
  entry(origins: readonly string[]): PresetEntry
  /** What to enter there. */
  theirs(side: PresetSide): readonly string[]
  /** What to heed there. */
  readonly notes?: readonly PresetNote[]
}
