package io.github.botmetry.stats;

import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * Keep names apart that a sink's form makes equal, by a short hash of the original.
 *
 * <pre>{@code
 * String name = OriginalHash.firstFree("help-claimed", suffix -> "help_claimed" + suffix, taken::add);
 * }</pre>
 *
 * <p>A hash is the same in every process and after a restart. Thread-safe.
 */
public final class OriginalHash {

    private OriginalHash() {}

    /** Hashes a text to eight hexadecimal digits. */
    public static String of(String original) {
        CRC32 crc = new CRC32();
        for (int i = 0; i < original.length(); i++) { // not getBytes(), which makes all lone surrogates equal
            crc.update(original.charAt(i) >> 8);
            crc.update(original.charAt(i));
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /**
     * Gives the plain form if it is free, else the form with {@code _} and a hash of the original at its end.
     *
     * @param formWith makes the form with a suffix, which is empty at first
     * @param isFree true for a form that is not taken; must be true in the end
     */
    public static <T> T firstFree(String original, Function<String, T> formWith, Predicate<T> isFree) {
        T form = formWith.apply("");
        for (int i = 0; !isFree.test(form); i++) {
            form = formWith.apply('_' + of(i == 0 ? original : original + '\0' + i));
        }
        return form;
    }
}
