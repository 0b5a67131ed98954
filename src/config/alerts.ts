/** The section `alerts` as resolved. Types only. */
export interface AlertsConfig {
  readonly webhook?: string
  readonly mail?: MailConfig
}

export interface MailConfig {
  readonly host: string
  readonly port: number
  /** TLS from the start; else by STARTTLS. */
  readonly tls: boolean
  /** The server is this machine: a connection without TLS will do. */
  readonly local: boolean
  readonly user?: string
  readonly password?: string
  /** PEM text of a CA bundle to trust besides. */
  readonly ca?: string
  readonly from: string
  readonly to: readonly string[]
}
