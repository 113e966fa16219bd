package io.github.botmetry.statsd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a whole datagram goes through the client as the name of a metric, and comes out again.
 *
 * <p>The client appends a value and a type of its own, and the tags of {@code DD_ENV} and its siblings, for which there is no
 * switch. So the text stands between two bytes that no line has, with its number behind the second; only what is between
 * them is sent on.
 */
final class MarkedText {

    private static final char START = '\u0002';
    private static final char END = '\u0001';
    private static final int MAX_DIGITS = 7;

    private MarkedText() {}

    static String mark(String text, int number) {
        return START + text + END + number;
    }

    /**
     * What the marks and the client add to a text at the most. A client whose packets are larger by this takes every text,
     * and never puts a second one with a full one into a packet.
     */
    static int overheadBytes() {
        int marks = 2 + MAX_DIGITS + ":0|g\n".length();
        return marks
                + Stream.of("DD_ENTITY_ID", "DD_SERVICE", "DD_ENV", "DD_VERSION")
                        .map(System::getenv)
                        .mapToInt(MarkedText::tagBytes)
                        .sum();
    }

    private static int tagBytes(@Nullable String value) {
        int longestKey = "|#dd.internal.entity_id:,".length();
        return value == null ? 0 : longestKey + value.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Copies the texts in the client's packet, and tells their numbers. */
    static ByteBuffer unmark(ByteBuffer packet, IntConsumer numbers) {
        ByteBuffer datagram = ByteBuffer.allocate(packet.remaining());
        boolean inside = false;
        while (packet.hasRemaining()) {
            byte next = packet.get();
            if (next == START) {
                inside = true;
            } else if (inside && next == END) {
                inside = false;
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
