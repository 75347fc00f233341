// Remembers choices in the browser; does without where that is forbidden.

export function remembered(name) {
  try {
    return localStorage.getItem(`loopscope.${name}`);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`loopscope.${name}`, value);
  } catch {
    // a private window: the choice lasts as long as the page
  }
}
