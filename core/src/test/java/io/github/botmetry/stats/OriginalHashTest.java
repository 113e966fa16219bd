package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class OriginalHashTest {

    /** A dashboard keeps these names for years, so they are the same in every version. */
    @Test
    void hash_isThatOfUtf16_andNeverChanges() {
        assertThat(OriginalHash.of("📢news")).isEqualTo("819fd41a");
        for (String text : new String[] {"", "ping", "новости", "новости-news", "Ĥelp", "日本語"}) {
            CRC32 crc = new CRC32();
            crc.update(text.getBytes(StandardCharsets.UTF_16BE));
            assertThat(Long.parseLong(OriginalHash.of(text), 16)).as(text).isEqualTo(crc.getValue());
        }
    }

    /** Latin and Cyrillic letters that have the same low byte, and a half of a letter, which no encoding of bytes keeps. */
    @Test
    void namesOfMixedScripts_thatDifferInOneHalfOfALetter_areApart() {
        Set<String> hashes = new HashSet<>();
        for (String name : new String[] {"A1", "\u01411", "\u04411", "\u4e411", "\ud83d1", "\ud83e1", "?1"}) {
            hashes.add(OriginalHash.of(name));
        }

        assertThat(hashes).hasSize(7);
    }

    @Test
    void form_thatIsFree_staysAsItIs_andElseHasTheHash_andThenAnother() {
        Set<String> taken = new HashSet<>();

        String first = OriginalHash.firstFree("a-b", suffix -> "a_b" + suffix, taken::add);
        String second = OriginalHash.firstFree("a b", suffix -> "a_b" + suffix, taken::add);
        String third = OriginalHash.firstFree("a b", suffix -> "a_b" + suffix, taken::add);
        String fourth = OriginalHash.firstFree("a b", suffix -> "a_b" + suffix, taken::add);

        assertThat(first).isEqualTo("a_b");
        assertThat(second).isEqualTo("a_b_" + OriginalHash.of("a b"));
        assertThat(third).isEqualTo("a_b_" + OriginalHash.of("a b\0001"));
        assertThat(fourth).isEqualTo("a_b_" + OriginalHash.of("a b\0002"));
    }
}
