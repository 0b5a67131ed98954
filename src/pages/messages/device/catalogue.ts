/** The texts of the pages for a device's code, by language. Types only. */
import type { DeviceCodeFault } from '../../../core/device-pages.ts'

export interface DeviceTexts {
  readonly title: string
  readonly text: string
  readonly code: string
  readonly next: string
  readonly faults: Readonly<Record<DeviceCodeFault, string>>
  readonly asked: {
    readonly title: (app: string) => string
    /** The danger: whoever began it is signed in as the person who goes on. */
    readonly text: string
    readonly compare: string
    readonly application: string
    readonly began: string
    readonly ago: (minutes: number) => string
    readonly from: string
    readonly device: string
    readonly go: string
    readonly refuse: string
    readonly next: string
  }
  readonly done: {
    readonly granted: string
    readonly grantedText: (app: string) => string
    readonly refused: string
    readonly refusedText: (app: string) => string
  }
}
