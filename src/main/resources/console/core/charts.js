/**
 * The chart of an element, made once, which fits the element from then on. ECharts is loaded when
 * the first chart is drawn: it is a megabyte, and the lanes do not need it.
 *
 * @param {HTMLElement} element
 * @returns {Promise<any>}
 */
export async function chartOf(element) {
  const [echarts] = await Promise.all([import("../echarts.esm.min.mjs"), shown(element)]);
  const known = echarts.getInstanceByDom(element);
  if (known) {
    return known;
  }
  const chart = echarts.init(element);
  new ResizeObserver(() => chart.resize()).observe(element);
  return chart;
}

/**
 * Waits until the element has a size, which an element of a hidden tab has not.
 *
 * @param {HTMLElement} element
 * @returns {Promise<void>}
 */
function shown(element) {
  return new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) {
        observer.disconnect();
        resolve();
      }
    });
    observer.observe(element);
  });
}
