// A backend for etsy's statsd: adds up what each flush hands it, and tells the sums to whoever asks for "stats" at the
// management port, which itself does not know how many values a sampled timing stands for.
const seen = { counters: {}, gauges: {}, timers: {}, timings: {}, flushesWithGauge: {}, flushes: { since: 0 } };

function add(sums, values) {
  for (const [name, value] of Object.entries(values)) {
    sums[name] = (sums[name] || 0) + value;
  }
}

exports.init = function (startupTime, config, events) {
  events.on('flush', function (timestamp, metrics) {
    add(seen.counters, metrics.counters);
    add(seen.timings, metrics.timer_counters);
    Object.assign(seen.gauges, metrics.gauges);
    seen.flushes.since++;
    for (const name of Object.keys(metrics.gauges)) {
      seen.flushesWithGauge[name] = (seen.flushesWithGauge[name] || 0) + 1;
    }
    for (const [name, values] of Object.entries(metrics.timers)) {
      seen.timers[name] = (seen.timers[name] || []).concat(values);
    }
  });
  events.on('status', function (write) {
    for (const [kind, values] of Object.entries(seen)) {
      for (const [name, value] of Object.entries(values)) {
        write(null, 'seen', kind + '/' + name, value);
      }
    }
  });
  return true;
};
