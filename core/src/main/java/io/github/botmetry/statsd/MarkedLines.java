package io.github.botmetry.statsd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * How a whole line goes through the client as the name of a metric, and comes out again.
 *
 * <p>The client appends a value and a type of its own, and the tags of {@code DD_ENV} and its siblings, for which there is no
 * switch. So each line stands between two bytes that no line has, with its number behind the second; only what is between
 * them is sent on.
 */
final class MarkedLines {

    private static final char START = '\u0002';
    private static final char END = '\u0001';
    private static final int MAX_DIGITS = 7;

    private MarkedLines() {}

    static String mark(String line, int number) {
        return START + line + END + number;
    }

    /** What the marks and the client add to a line at the most, apart from the line feed. */
    static int overheadBytes() {
        int marks = 2 + MAX_DIGITS + ":0|g".length();
        return marks
                + Stream.of("DD_ENTITY_ID", "DD_SERVICE", "DD_ENV", "DD_VERSION")
                        .map(System::getenv)
                        .mapToInt(MarkedLines::tagBytes)
                        .sum();
    }

    private static int tagBytes(String value) {
        int longestKey = "|#dd.internal.entity_id:,".length();
        return value == null ? 0 : longestKey + value.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Copies the lines in the client's packet, each with a line feed, and tells their numbers. */
    static ByteBuffer unmark(ByteBuffer packet, IntConsumer numbers) {
        ByteBuffer datagram = ByteBuffer.allocate(packet.remaining());
        boolean inside = false;
        while (packet.hasRemaining()) {
            byte next = packet.get();
            if (next == START) {
                inside = true;
            } else if (inside && next == END) {
                inside = false;
                datagram.put((byte) '\n');
                numbers.accept(number(packet));
            } else if (inside) {
                datagram.put(next);
            }
        }
        return datagram.flip();
    }

    private static int number(ByteBuffer packet) {
        int number = 0;
        byte digit = packet.get();
        while (digit != ':') {
            number = number * 10 + digit - '0';
            digit = packet.get();
        }
        return number;
    }
}
