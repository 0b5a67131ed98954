/** What the pages for a device that is to be signed in are given. Types only. */

/** Why a device's code can't be used. */
export type DeviceCodeFault = 'unknown' | 'expired' | 'used'
/** Asks for the code that a device shows. */
export interface DevicePageParams {
  /** Anti-forgery token, posted back. */
  readonly token: string
  /** What was entered, and what is wrong with it. */
  readonly code?: string
  readonly fault?: DeviceCodeFault
}
/** A device asks to be signed in: the person compares, and decides. */
export interface DeviceAskedPageParams {
  readonly app: string
  /** As the device shows it. */
  readonly code: string
  /** Seconds since the device asked. */
  readonly age: number
  /** IP address that the device asked from. */
  readonly address: string
  /** What the device calls itself. */
  readonly agent?: string
  readonly token: string
}
export interface DeviceDonePageParams {
  readonly app: string
  readonly granted: boolean
}
