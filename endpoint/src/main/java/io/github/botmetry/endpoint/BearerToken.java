package io.github.botmetry.endpoint;

import io.github.botmetry.guard.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the token that a request has to send; never logs it. Thread-safe. */
final class BearerToken {

    private static final String SCHEME = "Bearer ";
    private static final int MAX_BYTES = 8 * 1024;
    /** The tokens that RFC 6750 allows in a header, as long as the header has room for. */
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9._~+/-]{1,4096}=*");

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

    /**
     * Takes the token from a file, which is read again for each request, so that it can be replaced.
     *
     * @throws IllegalArgumentException if it cannot be read now, or not within 2 s
     */
    static BearerToken in(Path file) {
        BearerToken token = new BearerToken(file, new byte[0]);
        FutureTask<Boolean> reading = new FutureTask<>(() -> {
            token.read();
            return true;
        });
        TokenFile.daemon(reading).start();
        try {
            reading.get(TokenFile.LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            return token;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreadable(file, "not read", e);
        } catch (ExecutionException e) {
            throw unreadable(file, Causes.next(e) instanceof NoSuchFileException ? "none" : "not readable", e);
        } catch (TimeoutException e) {
            throw unreadable(file, "not read within " + TokenFile.LIMIT.toSeconds() + " s", e);
        }
    }

    private static IllegalArgumentException unreadable(Path file, String state, Exception reason) {
        boolean mayBeAToken = file.getNameCount() == 1 && state.equals("none");
        return new IllegalArgumentException(
                "tokenFile must be a readable file with a token that matches " + RULE.pattern() + ", was "
                        + (mayBeAToken
                                ? "a text of " + file.toString().length() + " characters, and no file"
                                : file + " (" + state + ")"),
                mayBeAToken ? null : reason);
    }

    boolean isInAFile() {
        return file != null;
    }

    /** Reads the token in the file now; takes as long as the file system does. */
    void read() throws IOException {
        if (file == null) {
            return;
        }
        try (InputStream content = Files.newInputStream(file)) {
            String token = new String(content.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
            if (!RULE.matcher(token).matches()) {
                throw new IOException("no token in it, but " + token.length() + " characters");
            }
            current = bytes(token);
        }
    }

    /** Returns true if the header has the token; compares in constant time. */
    boolean isIn(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] sent = bytes(authorization.substring(SCHEME.length()).strip());
        return MessageDigest.isEqual(sent, current);
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

    /** Never shows the token. */
    @Override
    public String toString() {
        return file == null ? "a token of " + current.length + " characters" : "the file " + file;
    }
}
