package io.github.botmetry.sentry;

import io.github.botmetry.guard.Scrubber;
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
 * The last door before the network and the disk cache: all that Sentry writes out passes here, whoever put it there, and
 * leaves without tokens. Fails closed: what cannot be scrubbed is not written.
 *
 * <p>Hooks like {@code beforeSend} are not enough: of what they are handed, some has no setter, some they are never handed.
 */
final class ScrubbingSerializer implements ISerializer {

    private final ISerializer serializer;
    private final Scrubber scrubber;

    ScrubbingSerializer(ISerializer serializer, Scrubber scrubber) {
        this.serializer = serializer;
        this.scrubber = scrubber;
    }

    @Override
    public <T> void serialize(T entity, Writer writer) throws IOException {
        StringWriter text = new StringWriter();
        serializer.serialize(entity, text);
        writer.write(JsonScrubber.scrub(scrubber, text.toString()));
        writer.flush();
    }

    @Override
    public void serialize(SentryEnvelope envelope, OutputStream out) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.serialize(envelope, bytes);
        out.write(EnvelopeScrubber.scrub(scrubber, bytes.toByteArray()));
        out.flush();
    }

    @Override
    public String serialize(Map<String, Object> data) throws Exception {
        return JsonScrubber.scrub(scrubber, serializer.serialize(data));
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
