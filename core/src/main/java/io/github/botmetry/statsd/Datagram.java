package io.github.botmetry.statsd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the lines of one datagram and their marks. Reused for each datagram; used by the flush thread only. */
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

    /** Adds a line, or two lines that must stay together, without the last line feed. */
    void add(byte[] line, Mark mark, long amount) {
        if (marks.size() == amounts.length) {
            amounts = Arrays.copyOf(amounts, amounts.length * 2);
        }
        amounts[marks.size()] = amount;
        marks.add(mark);
        bytes.put(line).put((byte) '\n');
    }

    /** A view of the whole content; each call returns a new one. */
    ByteBuffer content() {
        return bytes.duplicate().flip();
    }

    /** Marks the lines as sent and removes them. */
    void left() {
        for (int i = 0; i < marks.size(); i++) {
            marks.get(i).sent(amounts[i]);
        }
        clear();
    }

    /** Removes the lines without marking them. */
    void clear() {
        marks.clear();
        bytes.clear();
    }
}
