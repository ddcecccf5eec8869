/** A value as JSON that can stand inside a script element, which would end at the first `</script` else. */
export const scriptJson = (value: object): string => JSON.stringify(value).replaceAll("<", "\\u003c");
