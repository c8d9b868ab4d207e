// Draws a chart from the table beneath it. Loaded only when a chart comes into view; without it the table remains.
const loading = new Map();

function library(address) {
  if (!loading.has(address)) {
    loading.set(address, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(window.echarts);
      script.onerror = reject;
      document.head.append(script);
    }));
  }
  return loading.get(address);
}

function read(figure) {
  const series = [...figure.querySelectorAll("thead th")].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...figure.querySelectorAll("tbody tr")].map((row) => ({
    label: row.querySelector("th").textContent.trim(),
    cells: [...row.querySelectorAll("td")].map((cell) => ({
      value: cell.dataset.value === undefined ? null : Number(cell.dataset.value),
      text: cell.textContent.trim(),
    })),
  }));
  return { series, rows };
}

// Colours and type come from the page, so that dark, high contrast and large type hold here too.
function manners() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    ink: colour("--ink"), secondary: colour("--secondary"), line: colour("--line"), paper: colour("--paper"),
    series: [colour("--blue"), colour("--secondary"), colour("--green"), colour("--amber")],
    family: getComputedStyle(document.body).fontFamily,
    size: Math.round(parseFloat(style.fontSize) * 0.875),
  };
}

function options(figure, { series, rows }, look) {
  const kind = figure.dataset.chart;
  const lying = kind === "bar";
  const text = { color: look.ink, fontFamily: look.family, fontSize: look.size };
  const names = {
    type: "category", data: rows.map((row) => row.label), inverse: lying, axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } }, axisLabel: { ...text, interval: lying || rows.length <= 6 ? 0 : "auto" },
  };
  const figures = {
    type: "value", min: 0, max: figure.dataset.maximum ? Number(figure.dataset.maximum) : null, show: false,
  };
  return {
    animation: false,
    textStyle: text,
    color: look.series,
    grid: { left: lying ? 0 : look.size, right: look.size * (lying ? 3.5 : 1.5), top: look.size * (series.length > 1 ? 3.5 : 1.8), bottom: 0, containLabel: true },
    legend: series.length > 1 ? { show: true, left: 0, top: 0, itemWidth: 12, itemHeight: 12, textStyle: text } : { show: false },
    // HTML tooltips need inline styles, which the content security policy refuses.
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: "none" },
      backgroundColor: look.paper, borderColor: look.ink, borderWidth: 1, textStyle: text,
      formatter: (points) => [points[0].name, ...points.map((point) => {
        const cell = rows[point.dataIndex].cells[point.seriesIndex];
        return series.length > 1 ? `${point.seriesName} ${cell.text}` : cell.text;
      })].join("\n"),
    },
    xAxis: lying ? figures : names,
    yAxis: lying ? names : figures,
    series: series.map((name, place) => ({
      name, type: kind === "line" ? "line" : "bar", barMaxWidth: look.size * 1.6, symbol: "circle", symbolSize: 7,
      lineStyle: { width: 2 }, data: rows.map((row) => row.cells[place].value),
      label: {
        show: rows.length <= 24, position: lying ? "right" : "top", ...text,
        formatter: (point) => rows[point.dataIndex].cells[place].text,
      },
      labelLayout: { hideOverlap: true },
    })),
  };
}

export async function draw(figure) {
  const echarts = await library(figure.dataset.echarts);
  const place = figure.querySelector(".chart-drawing");
  const table = read(figure);
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const paint = () => chart.setOption(options(figure, table, manners()), true);
  paint();
  new ResizeObserver(() => chart.resize()).observe(place);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
}
