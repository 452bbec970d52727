/** Institutions write in Indonesian, whatever language the page around it is in. */
export const recordLanguage = 'id'
