import { useState } from 'react'
import { useT } from '@/shared/i18n/useT'
import { explain } from '@/shared/ui/explain'
import { server } from '../api/server'
import { useWriting } from '../words/useWriting'

const types = ['image/jpeg', 'image/png', 'image/webp']
const most = 20 * 1024 * 1024

type Insert = (text: string, select: [number, number]) => void

/**
 * Uploads pictures, one after the other, and puts each into the text. `ensure` gives the id of the
 * post that they belong to; none while it cannot be made.
 */
export function useImages(ensure: () => Promise<string | undefined>) {
  const { images: t } = useWriting()
  const words = useT()
  const [uploading, setUploading] = useState<string>()
  const [done, setDone] = useState<string>()
  const [faults, setFaults] = useState<string[]>([])
  const fail = (text: string) => setFaults((before) => [...before, text])

  async function one(file: File, insert: Insert) {
    if (!types.includes(file.type) || file.size > most) {
      fail(types.includes(file.type) ? t.size(file.name) : t.type(file.name))
      return
    }
    setUploading(file.name)
    try {
      const post = await ensure()
      if (post === undefined) {
        fail(t.needsTitle)
        return
      }
      const { url } = await server.addImage(post, file)
      // Empty until somebody says what it shows: a sample would be read out to those who do not see it.
      insert(`![](${url})`, [2, 2])
      setDone(file.name)
    } catch (error) {
      fail(t.failed(file.name, explain(error, words).text))
    } finally {
      setUploading(undefined)
    }
  }

  return {
    uploading,
    done,
    faults,
    async add(files: File[], insert: Insert) {
      setFaults([])
      setDone(undefined)
      for (const file of files) await one(file, insert)
    },
  }
}
