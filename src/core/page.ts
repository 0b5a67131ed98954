/** What every page is given and becomes, and a page that renders itself. Types only. */

/**
 * A page for administrators. What it shows has words of both protocols, so it is between the console and pages/, which
 * typed it: here it only knows how to become HTML.
 */
export interface ConsolePage {
  render(place: PagePlace): RenderedPage
}
/** What every page is given besides its parameters. */
export interface PagePlace {
  /** One that pages/ has. */
  readonly language: string
  /** publicUrl without a trailing slash: forms post below it. */
  readonly publicUrl: string
  /** The HTTP status with which the page is sent. */
  readonly status: number
  readonly now: Date
}
export interface RenderedPage {
  readonly html: string
  /** The Content-Security-Policy with which it must be sent. */
  readonly csp: string
}
