/** What a language must say in the console: one file for each of its areas. Types only. */
import type { FindingTexts } from '../findings/catalogue.ts'
import type { Language } from '../language.ts'
import type { ProblemTexts } from '../problems/catalogue.ts'
import type { ActTexts } from './acts/catalogue.ts'
import type { AddressesTexts } from './addresses/catalogue.ts'
import type { AppTexts } from './app/catalogue.ts'
import type { AppsTexts } from './apps/catalogue.ts'
import type { ClientTexts } from './client/catalogue.ts'
import type { FactTexts } from './facts/catalogue.ts'
import type { FrameTexts } from './frame/catalogue.ts'
import type { ProductTexts } from './products/catalogue.ts'
import type { WatchTexts } from './watch/catalogue.ts'

export interface ConsoleMessages {
  readonly language: Language
  /** What stands on every page, and on those that ask once more. */
  readonly frame: FrameTexts
  /** The list of apps, and adding one. */
  readonly apps: AppsTexts
  /** One app. */
  readonly app: AppTexts
  /** What stands beside the apps: sessions, upstreams, keys, acts, what waits. */
  readonly watch: WatchTexts
  /** The record of acts. */
  readonly acts: ActTexts
  /** Adding an app that speaks OpenID Connect. */
  readonly client: ClientTexts
  /** Addresses of metadata, and federations. */
  readonly addresses: AddressesTexts
  /** What an app's metadata or settings hold. */
  readonly facts: FactTexts
  /** Known apps; absent in English, which they bring along. */
  readonly products: ProductTexts | undefined
  /** What is wrong with metadata; absent in English, which the findings bring along. */
  readonly findings: FindingTexts | undefined
  /** What is wrong with settings; absent in English, which the problems bring along. */
  readonly problems: ProblemTexts | undefined
}
