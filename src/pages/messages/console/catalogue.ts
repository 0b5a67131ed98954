/** What a language must say in the console: one file for each of its areas. Types only. */
import type { AppTexts } from './app/catalogue.ts'
import type { AppsTexts } from './apps/catalogue.ts'
import type { FrameTexts } from './frame/catalogue.ts'

export interface ConsoleMessages {
  /** What stands on every page, and on those that ask once more. */
  readonly frame: FrameTexts
  /** The list of apps, and adding one. */
  readonly apps: AppsTexts
  /** One app. */
  readonly app: AppTexts
}
