/** What a form of the home page has done, said on the page that it leads to: a deed out of a list, nothing of anybody. */
import type { HomeDeed, HomePageParams } from '../core/home-page.ts'
import type { LoginDependencies } from '../core/ports/hub.ts'

const deeds: readonly HomeDeed[] = ['withdrawn', 'forgotten']

/** The home page's address, which says what was done. */
export const homeAfter = ({ url }: Pick<LoginDependencies, 'url'>, deed: HomeDeed): string => url(`/?done=${deed}`)

/** @param query as it came, without `?` */
export function deedIn(query: string): Pick<HomePageParams, 'done'> {
  const said = new URLSearchParams(query).get('done')
  const done = deeds.find((deed) => deed === said)
  return done === undefined ? {} : { done }
}
