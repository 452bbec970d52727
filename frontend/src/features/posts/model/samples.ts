import { applied, tools, type Samples } from './edits'

/** The lines that the buttons of the editor write where nothing was selected. */
function written(samples: Samples): string[] {
  const empty = { text: '', from: 0, to: 0 }
  return tools.flatMap((tool) => applied(tool, empty, samples).text.split('\n'))
}

/** The lines of a text that still hold what a button put there to be replaced. */
export function samplesLeft(body: string, languages: readonly Samples[]): string[] {
  const whole = new Set(languages.flatMap(written).filter((line) => /\p{L}{2}/u.test(line)))
  const parts = ['](https://)', ...languages.map(({ link }) => `[${link}](`)]
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => whole.has(line) || parts.some((part) => line.includes(part)))
}

/** How many pictures of a text have no description for those who do not see them. */
export const undescribed = (body: string) => body.match(/!\[\s*\]\(/g)?.length ?? 0
