package io.github.botmetry;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.LongPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One switch over all sinks: who has opted out, and how ids are made unreadable.
 *
 * <pre>{@code
 * Privacy.builder().userOptedOut(optOuts::contains).hashKey(secret).build()
 * }</pre>
 *
 * <p>Every sink asks before it keeps or sends anything about a user or a guild. Thread-safe if the predicates are; one that
 * throws counts as opted out.
 */
public final class Privacy {

    private static final int MIN_KEY_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final LongPredicate userOptedOut;
    private final LongPredicate guildOptedOut;
    private final byte[] hashKey;

    private Privacy(Builder builder) {
        this.userOptedOut = builder.userOptedOut;
        this.guildOptedOut = builder.guildOptedOut;
        this.hashKey = builder.hashKey;
    }

    /** Nobody has opted out. */
    public static Privacy defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether anything about this user may be kept or sent; 0, nobody, may. */
    public boolean allowsUser(long userId) {
        return userId == 0 || !optedOut(userOptedOut, userId);
    }

    /** Whether anything about this guild may be kept or sent; 0, no guild, may. */
    public boolean allowsGuild(long guildId) {
        return guildId == 0 || !optedOut(guildOptedOut, guildId);
    }

    private static boolean optedOut(LongPredicate predicate, long id) {
        try {
            return predicate.test(id);
        } catch (RuntimeException e) {
            return true; // whoever cannot be asked is not written about
        }
    }

    /** The same 32 hexadecimal digits for the same id and key, and no way back without the key (HMAC-SHA-256, RFC 2104). */
    public String hash(long id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(hashKey, ALGORITHM));
            byte[] digest =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** See {@link Privacy}. */
    public static final class Builder {

        private LongPredicate userOptedOut = id -> false;
        private LongPredicate guildOptedOut = id -> false;
        private byte[] hashKey = randomKey();

        private Builder() {}

        private static byte[] randomKey() {
            byte[] key = new byte[MIN_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return key;
        }

        /** Who wants nothing kept or sent about them, by user id. Asked on the bot's threads: answer from memory. */
        public Builder userOptedOut(LongPredicate userOptedOut) {
            this.userOptedOut = Objects.requireNonNull(userOptedOut, "userOptedOut");
            return this;
        }

        /** Which guilds want nothing kept or sent about them, by guild id. */
        public Builder guildOptedOut(LongPredicate guildOptedOut) {
            this.guildOptedOut = Objects.requireNonNull(guildOptedOut, "guildOptedOut");
            return this;
        }

        /** The key of {@link Privacy#hash}; without it each start has another, so that hashes of two starts do not match. */
        public Builder hashKey(byte[] hashKey) {
            if (hashKey.length < MIN_KEY_BYTES) {
                throw new IllegalArgumentException(
                        "hashKey must have at least " + MIN_KEY_BYTES + " bytes, had " + hashKey.length);
            }
            this.hashKey = hashKey.clone();
            return this;
        }

        public Privacy build() {
            return new Privacy(this);
        }
    }
}
