// Remembers choices in the browser; where storage is forbidden, they last as long as the page.

/**
 * @param {string} name
 * @returns {string | null}
 */
export function remembered(name) {
  try {
    return localStorage.getItem(`loopscope.${name}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage.setItem(`loopscope.${name}`, value);
  } catch {
    // a private window
  }
}
