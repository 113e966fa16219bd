package io.github.botmetry.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes a file a series, a line a second. */
final class Collectd extends DebianServer {

    Collectd() throws IOException {
        super("collectd", "/usr/sbin/collectd", "-f", "-C", "CONFIG");
    }

    /** The values of the lines behind the first, which is a title. */
    private List<Double> values(String series) {
        Path data = folder.resolve("data/probe/statsd");
        if (!Files.isDirectory(data)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().matches(series + "-\\d{4}-\\d\\d-\\d\\d"))
                    .sorted()
                    .flatMap(Collectd::lines)
                    .map(line -> Double.valueOf(line.substring(line.indexOf(',') + 1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().skip(1).map(line -> line.replace("nan", "NaN"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    double counter(String name) {
        return last(values("derive-" + name));
    }

    @Override
    double gauge(String name) {
        return last(values("gauge-" + name));
    }

    @Override
    int shownTimes(String name) {
        return values("gauge-" + name).size();
    }

    @Override
    double longest(String name) {
        return largest(values("latency-" + name + "-upper")) * 1e3;
    }
}
