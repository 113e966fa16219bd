package io.github.botmetry.statsd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As many lines as fit into what the network takes in one piece. Used by the flush thread only. */
final class Datagram {

    private final StringBuilder text = new StringBuilder();
    private final List<Line> lines = new ArrayList<>();
    private int bytes;

    private Datagram() {}

    /** Packs lines in their order; each must fit by itself. */
    static List<Datagram> pack(List<Line> lines, int maxBytes) {
        List<Datagram> datagrams = new ArrayList<>();
        Datagram last = new Datagram();
        for (Line line : lines) {
            int lineBytes = bytesOf(line);
            if (datagrams.isEmpty() || last.bytes + lineBytes > maxBytes) {
                last = new Datagram();
                datagrams.add(last);
            }
            last.add(line, lineBytes);
        }
        return datagrams;
    }

    /** What a line takes, its line feed included. */
    static int bytesOf(Line line) {
        return line.text().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    private void add(Line line, int lineBytes) {
        text.append(line.text()).append('\n');
        lines.add(line);
        bytes += lineBytes;
    }

    String text() {
        return text.toString();
    }

    int lineCount() {
        return lines.size();
    }

    void tellDelivered() {
        lines.forEach(line -> line.delivered().run());
    }
}
