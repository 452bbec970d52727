import { useSyncExternalStore } from 'react'
import { snapshot, subscribe } from './locale'

/** The words of the current language: `t.home.heading`. */
export const useT = () => useSyncExternalStore(subscribe, snapshot).dictionary

export const useLocale = () => useSyncExternalStore(subscribe, snapshot).locale
