package io.github.botmetry.stats;

import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * Tell apart what is the same in a sink's form, by a short hash of the original.
 *
 * <pre>{@code
 * String name = OriginalHash.firstFree("help-claimed", suffix -> "help_claimed" + suffix, taken::add);
 * }</pre>
 *
 * <p>A hash is the same in every process and after a restart. Thread-safe.
 */
public final class OriginalHash {

    private OriginalHash() {}

    /** Eight hexadecimal digits. */
    public static String of(String original) {
        CRC32 crc = new CRC32();
        for (int i = 0; i < original.length(); i++) { // not getBytes(), which makes one of all halves of a letter
            crc.update(original.charAt(i) >> 8);
            crc.update(original.charAt(i));
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /**
     * The plain form if it is free, else the one with {@code _} and a hash of the original behind it.
     *
     * @param formWith makes the form with a suffix, which is empty at first
     * @param isFree true for a form that nobody else has; false for finitely many
     */
    public static <T> T firstFree(String original, Function<String, T> formWith, Predicate<T> isFree) {
        T form = formWith.apply("");
        for (int i = 0; !isFree.test(form); i++) {
            form = formWith.apply('_' + of(i == 0 ? original : original + '\0' + i));
        }
        return form;
    }
}
