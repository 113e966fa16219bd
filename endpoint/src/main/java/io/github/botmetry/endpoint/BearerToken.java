package io.github.botmetry.endpoint;

import io.github.botmetry.guard.TimedCalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a scrape has to bring along; never logged. Thread-safe. */
final class BearerToken {

    private static final String SCHEME = "Bearer ";
    private static final int MAX_BYTES = 8 * 1024;
    /** RFC 6750: what can stand in the header. */
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final @Nullable Path file;
    private volatile byte[] current;

    private BearerToken(@Nullable Path file, byte[] current) {
        this.file = file;
        this.current = current;
    }

    static BearerToken of(String token) {
        if (!RULE.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "token must match " + RULE.pattern() + ", was another text of " + token.length() + " characters");
        }
        return new BearerToken(null, bytes(token));
    }

    /** A file whose token may be replaced while we run: it is read again for each scrape. */
    static BearerToken in(Path file) {
        try {
            return new BearerToken(file, read(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "tokenFile must be a readable file with a token that matches " + RULE.pattern() + ", was " + file,
                    e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            String token = new String(content.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
            if (!RULE.matcher(token).matches()) {
                throw new IOException("no token in it, but " + token.length() + " characters");
            }
            return bytes(token);
        }
    }

    /**
     * Whether the header is right, in a time that does not tell how much of it is.
     *
     * @param reading reads the file, whose file system may hang
     */
    boolean isIn(@Nullable String authorization, TimedCalls reading) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] told = bytes(authorization.substring(SCHEME.length()).strip());
        return MessageDigest.isEqual(told, current(reading));
    }

    /** While the file cannot be read the last token that it had is right. */
    private byte[] current(TimedCalls reading) {
        Path known = file;
        byte[] read = known == null ? null : reading.callOrNull(() -> read(known));
        if (read != null) {
            current = read;
        }
        return current;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BearerToken token
                && Objects.equals(file, token.file)
                && (file != null || MessageDigest.isEqual(current, token.current));
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(file);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return file == null ? "a token of " + current.length + " characters" : "the file " + file;
    }
}
