import type { Dictionary } from '../dictionary'
import { account, auth } from './account'
import { common, errors } from './common'
import { developers } from './developers'
import { events, growth } from './events'
import { home } from './home'
import { innovation } from './innovation'
import { innovations } from './innovations'
import { mous, verification } from './mous'
import { hubs, institutions } from './network'
import { password } from './password'
import { shell } from './shell'

export const en: Dictionary = {
  shell,
  home,
  innovations,
  innovation,
  hubs,
  institutions,
  events,
  growth,
  mous,
  verification,
  auth,
  account,
  password,
  developers,
  common,
  errors,
}
