import { use } from 'react'
import { VocabularyContext } from './vocabulary'

/** The words for the codes of the contract, in the visitor's language. */
export const useVocabulary = () => use(VocabularyContext)
