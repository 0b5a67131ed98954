/** The texts of each language (catalogue.ts says which there are). */
import type { Language } from '../language.ts'
import type { ConsentTexts } from './catalogue.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { nl } from './nl.ts'

const catalogue: Readonly<Record<Language, ConsentTexts>> = { en, de, fr, es, nl }

/** The texts of a language. */
export const consentTextsIn = (language: Language): ConsentTexts => catalogue[language]
