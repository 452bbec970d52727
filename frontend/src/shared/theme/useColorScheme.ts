import { useSyncExternalStore } from 'react'
import { chosenColorScheme, shownColorScheme, subscribe } from './colorScheme'

export const useChosenColorScheme = () => useSyncExternalStore(subscribe, chosenColorScheme)
export const useShownColorScheme = () => useSyncExternalStore(subscribe, shownColorScheme)
