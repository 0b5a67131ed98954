/** The texts of each language (catalogue.ts says which there are). */
import type { Language } from '../language.ts'
import type { HomeTexts } from './catalogue.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { nl } from './nl.ts'

const catalogue: Readonly<Record<Language, HomeTexts>> = { en, de, fr, es, nl }

/** The texts of a language. */
export const homeTextsIn = (language: Language): HomeTexts => catalogue[language]
