package io.github.botmetry.statsd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A datagram in the making: its lines, and what is marked once it has left. One is used for all, on the flush thread. */
final class Datagram {

    private final ByteBuffer bytes;
    private final List<Mark> marks = new ArrayList<>();
    private long[] amounts = new long[64];

    Datagram(int maxBytes) {
        this.bytes = ByteBuffer.allocateDirect(maxBytes);
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    int lines() {
        return marks.size();
    }

    boolean canEverHold(byte[] line) {
        return line.length < bytes.capacity();
    }

    boolean fits(byte[] line) {
        return line.length < bytes.remaining();
    }

    /** Adds something that must not be torn apart: a line, or two that need each other; without the last line feed. */
    void add(byte[] line, Mark mark, long amount) {
        if (marks.size() == amounts.length) {
            amounts = Arrays.copyOf(amounts, amounts.length * 2);
        }
        amounts[marks.size()] = amount;
        marks.add(mark);
        bytes.put(line).put((byte) '\n');
    }

    /** The whole of it, to be sent; may be asked for again. */
    ByteBuffer content() {
        return bytes.duplicate().flip();
    }

    /** Marks its lines, and is empty again. */
    void left() {
        for (int i = 0; i < marks.size(); i++) {
            marks.get(i).sent(amounts[i]);
        }
        clear();
    }

    /** Forgets its lines. */
    void clear() {
        marks.clear();
        bytes.clear();
    }
}
