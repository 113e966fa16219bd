package io.github.botmetry.sentry;

import io.github.botmetry.guard.Guard;
import io.sentry.ISerializer;
import io.sentry.JsonDeserializer;
import io.sentry.SentryEnvelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes tokens, and ids of users and guilds that opted out, from everything that Sentry writes to the network or its disk
 * cache. Fails closed: data that cannot be scrubbed is not written.
 *
 * <p>Hooks like {@code beforeSend} are not enough: some data has no setter, some never passes them.
 */
final class ScrubbingSerializer implements ISerializer {

    private final ISerializer serializer;
    private final Cleaning cleaning;
    private final Withholding withholding;
    private final Writing writing;
    private volatile boolean retired;

    /** Two guards that count items and whole reports that are not written, since the SDK drops them silently. */
    record Writing(Guard items, Guard envelopes) {}

    ScrubbingSerializer(ISerializer serializer, Cleaning cleaning, Withholding withholding, Writing writing) {
        this.serializer = bare(serializer);
        this.cleaning = cleaning;
        this.withholding = withholding;
        this.writing = writing;
    }

    /** Marks Botmetry as closed. It still scrubs, since reports in the SDK's queue are written when they are sent. */
    void retire() {
        retired = true;
    }

    /** Unwraps the serializers of closed Botmetrys, which would pile up otherwise. */
    private static ISerializer bare(ISerializer serializer) {
        ISerializer next = serializer;
        while (next instanceof ScrubbingSerializer scrubbing && scrubbing.retired) {
            next = scrubbing.serializer;
        }
        return next;
    }

    ISerializer inner() {
        return serializer;
    }

    /** Returns true if the serializer scrubs for a Botmetry that is not closed. */
    static boolean isActive(ISerializer serializer) {
        return serializer instanceof ScrubbingSerializer scrubbing && !scrubbing.retired;
    }

    @Override
    public <T> void serialize(T entity, Writer writer) throws IOException {
        String scrubbed;
        try {
            StringWriter text = new StringWriter();
            serializer.serialize(entity, text);
            scrubbed = JsonScrubber.scrub(cleaning.without(withholding.of(entity)), text.toString());
        } catch (Throwable unwritten) {
            writing.items().failed(unwritten);
            throw unwritten;
        }
        writing.items().succeeded();
        writer.write(scrubbed);
        writer.flush();
    }

    @Override
    public void serialize(SentryEnvelope envelope, OutputStream out) throws Exception {
        byte[] scrubbed;
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            serializer.serialize(envelope, bytes);
            scrubbed = EnvelopeScrubber.scrub(cleaning, bytes.toByteArray());
        } catch (Throwable unwritten) {
            writing.envelopes().failed(unwritten);
            throw unwritten;
        }
        writing.envelopes().succeeded();
        out.write(scrubbed); // to the network, whose outages the SDK handles
        out.flush();
    }

    @Override
    public String serialize(Map<String, Object> data) throws Exception {
        return JsonScrubber.scrub(cleaning, serializer.serialize(data));
    }

    @Override
    public <T, R> @Nullable T deserializeCollection(
            Reader reader, Class<T> type, @Nullable JsonDeserializer<R> elementDeserializer) {
        return serializer.deserializeCollection(reader, type, elementDeserializer);
    }

    @Override
    public <T> @Nullable T deserialize(Reader reader, Class<T> type) {
        return serializer.deserialize(reader, type);
    }

    @Override
    public @Nullable SentryEnvelope deserializeEnvelope(InputStream in) {
        return serializer.deserializeEnvelope(in);
    }
}
