/** How an SP hears of a logout, by its metadata and what the operator set (`slo`). */

import { seemsOurSite } from '../../../core/logout/site.ts'
import type { LogoutRoute } from '../../../core/ports/logout.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { binding } from '../../../saml/constants.ts'
import type { Endpoint } from '../../../saml/service-provider.ts'

/** The endpoint to which a browser carries a message: Redirect before POST, unless asked otherwise. */
export function browserEndpoint({ serviceProvider }: SamlApp, preferred?: string): Endpoint | undefined {
  const of = (wanted: string) => serviceProvider.singleLogoutServices.find((one) => one.binding === wanted)
  return (preferred === undefined ? undefined : of(preferred)) ?? of(binding.redirect) ?? of(binding.post)
}

/** The endpoint that takes SOAP. */
export function soapEndpoint({ serviceProvider }: SamlApp): Endpoint | undefined {
  return serviceProvider.singleLogoutServices.find((one) => one.binding === binding.soap)
}

/** The operator's terms in the core's. */
const wayOf = { soap: 'backChannel', frame: 'frame', chain: 'chain' } as const

/**
 * The ways to reach an app, best first. Behind the browser's back where possible; in a frame where it seems to be on
 * our site, and by a visit as well where the frame proves nothing.
 */
export function logoutRoutes(app: SamlApp, publicUrl: string): readonly LogoutRoute[] {
  const soap = soapEndpoint(app)?.location
  const browser = browserEndpoint(app)?.location
  const { slo } = app.settings
  const ways = slo === undefined ? waysBy(browser, publicUrl) : slo === 'none' ? [] : [wayOf[slo]]
  return ways.flatMap((way) => {
    const address = way === 'backChannel' ? soap : browser
    return address === undefined ? [] : [{ way, address }]
  })
}

function waysBy(browser: string | undefined, publicUrl: string): readonly LogoutRoute['way'][] {
  return browser !== undefined && seemsOurSite(browser, publicUrl)
    ? ['backChannel', 'frame', 'chain']
    : ['backChannel', 'chain']
}
