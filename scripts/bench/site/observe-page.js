// Runs in every measured page before anything of its own, and keeps what web-vitals defines. `contentSelector` was set before.
(() => {
  const shifts = [];
  const tasks = [];
  const interactions = new Map();
  let lcp = 0;

  const observers = [];
  const observe = (type, keep, options = {}) => {
    const take = (entries) => entries.forEach(keep);
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type, buffered: true, ...options });
    observers.push(() => take(observer.takeRecords()));
  };
  observe("largest-contentful-paint", (entry) => {
    lcp = entry.startTime;
  });
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput) shifts.push(entry);
  });
  observe("longtask", (entry) => tasks.push(entry));
  const keepInteraction = ({ interactionId, duration, name, target }) => {
    if (!interactionId || duration <= (interactions.get(interactionId)?.duration ?? 0)) return;
    interactions.set(interactionId, { duration, name, target: target?.id || target?.className || target?.nodeName });
  };
  observe("event", keepInteraction, { durationThreshold: 16 });

  /** The worst burst of shifts: at most a second between two of them, and five seconds in all. */
  const worstBurst = () => {
    let [worst, sum, first, last] = [0, 0, 0, Number.NEGATIVE_INFINITY];
    for (const { startTime, value } of shifts) {
      const isSame = startTime - last < 1000 && startTime - first < 5000;
      if (!isSame) [sum, first] = [0, startTime];
      [sum, last] = [sum + value, startTime];
      worst = Math.max(worst, sum);
    }
    return worst;
  };
  const firstPaint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;

  /** When the content that the page is opened for stands there, painted; from the start of the navigation. */
  const content = new Promise((resolve) => {
    const look = () => {
      const found = document.querySelector(window.contentSelector);
      if (found?.checkVisibility() && firstPaint() > 0) requestAnimationFrame(() => resolve(performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

  /** Once what was just done is painted and told of. */
  const painted = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));

  const collect = () => {
    for (const take of observers) take();
  };
  window.siteBench = {
    content,
    painted,
    load: async () => {
      const contentAt = await content;
      collect();
      const blocking = tasks.filter(({ startTime, duration }) => startTime + duration > firstPaint());
      return {
        content: contentAt,
        lcp,
        cls: worstBurst(),
        tbt: blocking.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
      };
    },
    interactions: async () => {
      await painted();
      collect();
      return [...interactions.values()].sort((a, b) => b.duration - a.duration);
    },
    /** Times frames, and counts the rows that are drawn, until `stop` is called. */
    watchFrames: () => {
      const frames = [];
      let [mostRows, isWatching, last] = [0, true, performance.now()];
      const next = (now) => {
        frames.push(now - last);
        last = now;
        mostRows = Math.max(mostRows, document.querySelectorAll(".table-row[data-id]").length);
        if (isWatching) requestAnimationFrame(next);
      };
      requestAnimationFrame(next);
      window.siteBench.stopFrames = () => {
        isWatching = false;
        return { frames: frames.slice(1), mostRows };
      };
    },
  };
})();
