package io.github.botmetry.sentry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scrubs an envelope as it is written: its header, those of its items, and attachments, which no serializer has seen.
 *
 * <p>The header of an item holds the length of its payload, so a payload keeps its length here.
 *
 * @see <a href="https://develop.sentry.dev/sdk/data-model/envelopes/">Envelopes</a>
 */
final class EnvelopeScrubber {

    private static final Pattern LENGTH = Pattern.compile("\"length\"\\s*:\\s*(\\d+)");
    private static final Pattern ATTACHMENT = Pattern.compile("\"type\"\\s*:\\s*\"attachment\"");

    private final Cleaning cleaning;
    private final byte[] envelope;
    private final ByteArrayOutputStream out;
    private int at;

    private EnvelopeScrubber(Cleaning cleaning, byte[] envelope) {
        this.cleaning = cleaning;
        this.envelope = envelope;
        this.out = new ByteArrayOutputStream(envelope.length);
    }

    /** @throws IOException if it is not an envelope, since its content is unknown then */
    static byte[] scrub(Cleaning cleaning, byte[] envelope) throws IOException {
        EnvelopeScrubber running = new EnvelopeScrubber(cleaning, envelope);
        running.header();
        while (running.at < envelope.length) {
            running.item();
        }
        return running.out.toByteArray();
    }

    private String header() throws IOException {
        int end = at;
        while (end < envelope.length && envelope[end] != '\n') {
            end++;
        }
        String line = new String(envelope, at, end - at, StandardCharsets.UTF_8);
        out.writeBytes(JsonScrubber.scrub(cleaning, line).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        at = end + 1;
        return line;
    }

    private void item() throws IOException {
        String header = header();
        Matcher length = LENGTH.matcher(header);
        if (!length.find()) {
            throw new IOException("an item does not tell its length");
        }
        int end = at + Integer.parseInt(length.group(1));
        if (end > envelope.length) {
            throw new IOException("an item is shorter than it tells");
        }
        byte[] payload = Arrays.copyOfRange(envelope, at, end);
        out.writeBytes(ATTACHMENT.matcher(header).find() ? masked(payload) : payload);
        out.write('\n');
        at = end + 1;
    }

    /** Decodes byte by byte, so that an image is not changed. */
    private byte[] masked(byte[] payload) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        return cleaning.mask(text).getBytes(StandardCharsets.ISO_8859_1);
    }
}
