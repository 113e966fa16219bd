package io.github.botmetry.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes lines of a scrape piece by piece, without an object a number. */
final class TextOutput {

    private static final int CHUNK_BYTES = 8 * 1024;
    private static final int MAX_DIGITS = 20;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final double MAX_EXACT = 1L << 53;

    private final OutputStream target;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int used;

    TextOutput(OutputStream target) {
        this.target = target;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void write(byte[] bytes) throws IOException {
        if (bytes.length > chunk.length) {
            flush();
            target.write(bytes);
            return;
        }
        reserve(bytes.length);
        System.arraycopy(bytes, 0, chunk, used, bytes.length);
        used += bytes.length;
    }

    void write(char ascii) throws IOException {
        reserve(1);
        chunk[used++] = (byte) ascii;
    }

    void write(long value) throws IOException {
        if (value < 0) {
            write(bytes(Long.toString(value))); // a sum that has overflown
            return;
        }
        reserve(MAX_DIGITS);
        int start = used;
        long rest = value;
        do {
            chunk[used++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        for (int left = start, right = used - 1; left < right; left++, right--) {
            byte digit = chunk[left];
            chunk[left] = chunk[right];
            chunk[right] = digit;
        }
    }

    void write(double value) throws IOException {
        if (value >= 0 && value <= MAX_EXACT && value == Math.rint(value)) {
            write((long) value);
        } else {
            write(bytes(Double.toString(value)));
        }
    }

    /** Writes nanoseconds as seconds, exactly. */
    void writeSeconds(long nanos) throws IOException {
        if (nanos < 0) {
            write(bytes(Double.toString(nanos / (double) NANOS_PER_SECOND)));
            return;
        }
        write(nanos / NANOS_PER_SECOND);
        long fraction = nanos % NANOS_PER_SECOND;
        reserve(MAX_DIGITS);
        chunk[used++] = '.';
        long digit = NANOS_PER_SECOND / 10;
        do {
            chunk[used++] = (byte) ('0' + fraction / digit);
            fraction %= digit;
            digit /= 10;
        } while (fraction > 0);
    }

    private void reserve(int bytes) throws IOException {
        if (used + bytes > chunk.length) {
            flush();
        }
    }

    void flush() throws IOException {
        target.write(chunk, 0, used);
        used = 0;
    }
}
