/**
 * ECharts, fetched when the first chart is drawn: it is a megabyte, and the lanes do without. The
 * chart of an element is made once, and fits it from then on.
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

/** A chart needs a size, which an element of a hidden tab has not. */
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
