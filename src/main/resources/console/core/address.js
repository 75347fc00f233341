// The page's state is in its address, so that a link shows the same to another person.

/** @type {Record<string, string>} */
const DEFAULTS = { tab: "try" };

/**
 * @param {string} name
 * @returns {string | null}
 */
export function state(name) {
  return new URLSearchParams(location.search).get(name) ?? DEFAULTS[name] ?? null;
}

/**
 * Changes some of the state.
 *
 * @param {Record<string, string | null>} changes null, or the default, removes a name
 */
export function setState(changes) {
  const query = queryWith(location.search, changes);
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

/**
 * A query after some changes.
 *
 * @param {string} search
 * @param {Record<string, string | null>} changes
 */
export function queryWith(search, changes) {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "" || value === DEFAULTS[name]) {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  return query.toString();
}
