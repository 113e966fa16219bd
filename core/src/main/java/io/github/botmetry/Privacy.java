package io.github.botmetry;

import io.github.botmetry.event.BotEvent;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.LongPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Set for all sinks which users and guilds have opted out, and how ids are hashed.
 *
 * <pre>{@code
 * Privacy.builder().userOptedOut(optOuts::contains).hashKey(secret).build()
 * }</pre>
 *
 * <p>Every sink asks before it keeps or sends data about a user or a guild. Thread-safe if the predicates are. A predicate that
 * throws counts as opted out.
 */
public final class Privacy {

    private static final int MIN_KEY_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final LongPredicate userOptedOut;
    private final LongPredicate guildOptedOut;
    private final boolean hasOptOuts;
    private final byte[] hashKey;

    private Privacy(Builder builder) {
        this.hasOptOuts = builder.hasOptOuts;
        this.userOptedOut = builder.userOptedOut;
        this.guildOptedOut = builder.guildOptedOut;
        this.hashKey = builder.hashKey;
    }

    /** Nobody has opted out, and hashes differ between starts. */
    public static Privacy defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** True if users or guilds can opt out; then ids and names that may belong to an unknown person are withheld. */
    public boolean hasOptOuts() {
        return hasOptOuts;
    }

    /** True if data about this user may be kept and sent; true for 0, no user, false for {@link BotEvent#WITHHELD}. */
    public boolean allowsUser(long userId) {
        return allows(userOptedOut, userId);
    }

    /** True if data about this guild may be kept and sent; true for 0, no guild, false for {@link BotEvent#WITHHELD}. */
    public boolean allowsGuild(long guildId) {
        return allows(guildOptedOut, guildId);
    }

    private static boolean allows(LongPredicate predicate, long id) {
        return id == 0 || (id != BotEvent.WITHHELD && !optedOut(predicate, id));
    }

    private static boolean optedOut(LongPredicate predicate, long id) {
        try {
            return predicate.test(id);
        } catch (Throwable e) {
            return true; // no answer counts as opted out
        }
    }

    /** Hashes an id to 32 hexadecimal digits, always the same for one key (HMAC-SHA-256, RFC 2104). */
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
        private boolean hasOptOuts;
        private byte[] hashKey = randomKey();

        private Builder() {}

        private static byte[] randomKey() {
            byte[] key = new byte[MIN_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            return key;
        }

        /** Sets the users who opted out, by id. Called on the bot's threads: answer from memory. */
        public Builder userOptedOut(LongPredicate userOptedOut) {
            this.userOptedOut = Objects.requireNonNull(userOptedOut, "userOptedOut");
            this.hasOptOuts = true;
            return this;
        }

        /** Sets the guilds that opted out, by id. Called on the bot's threads: answer from memory. */
        public Builder guildOptedOut(LongPredicate guildOptedOut) {
            this.guildOptedOut = Objects.requireNonNull(guildOptedOut, "guildOptedOut");
            this.hasOptOuts = true;
            return this;
        }

        /** Sets the key of {@link Privacy#hash}. By default each start makes a new one, so hashes of two starts do not match. */
        public Builder hashKey(byte[] hashKey) {
            if (Objects.requireNonNull(hashKey, "hashKey").length < MIN_KEY_BYTES) {
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
