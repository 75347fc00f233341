// What the page shows is in its address, so that a link shows the same to somebody else.

const DEFAULTS = { tab: "try" };

export function state(name) {
  return new URLSearchParams(location.search).get(name) ?? DEFAULTS[name] ?? null;
}

/** Changes some of the state; null, or the default, removes a name from the address. */
export function setState(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "" || value === DEFAULTS[name]) {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}
