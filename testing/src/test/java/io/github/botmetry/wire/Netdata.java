package io.github.botmetry.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Answers over HTTP; spreads what was added between seconds. */
final class Netdata extends DebianServer {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    Netdata() throws IOException {
        super("netdata", "/usr/sbin/netdata", "-D", "-c", "CONFIG");
    }

    /** The values of one column, oldest first. */
    private List<Double> values(String chart, int column) {
        URI uri = URI.create("http://127.0.0.1:" + tcpPort
                + "/api/v1/data?format=csv&options=flip&after=-300&chart=statsd_" + chart);
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.body()
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",")[column])
                    .filter(value -> !value.equals("null"))
                    .map(Double::valueOf)
                    .toList();
        } catch (IOException e) {
            return List.of(); // not yet up
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    double counter(String name) {
        return values(name + "_counter", 1).stream().mapToDouble(value -> value).sum();
    }

    @Override
    double gauge(String name) {
        return last(values(name + "_gauge", 1));
    }

    @Override
    int shownTimes(String name) {
        return values(name + "_gauge", 1).size();
    }

    @Override
    double longest(String name) {
        return largest(values(name + "_timer", 2));
    }
}
