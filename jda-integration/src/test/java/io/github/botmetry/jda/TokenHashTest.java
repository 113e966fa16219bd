package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenHashTest {

    private final TokenHash hash = new TokenHash();

    @Test
    void tokenInAPath_hasTheHashOfTheTokenAlone() {
        Random random = new Random(1);
        for (int length = 0; length < 250; length++) {
            String token = random.ints(length, 'A', 'z')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String path = "webhooks/1/" + token + "/messages/@original";

            assertThat(hash.of(path, 11, 11 + length))
                    .isEqualTo(hash.of(token, 0, length))
                    .isNotZero();
        }
    }

    /** Also tokens that differ in one character only, wherever it is. */
    @Test
    void tokens_haveHashesOfTheirOwn_inEveryProcess() {
        Set<Long> hashes = new HashSet<>();
        StringBuilder token = new StringBuilder("a".repeat(213));
        for (int place = 0; place < token.length(); place++) {
            for (char character = 'b'; character <= 'z'; character++) {
                token.setCharAt(place, character);
                hashes.add(hash.of(token, 0, token.length()));
            }
            token.setCharAt(place, 'a');
        }
        assertThat(hashes).hasSize(213 * 25);
        assertThat(new TokenHash().of(token, 0, 213)).isNotEqualTo(new TokenHash().of(token, 0, 213));
    }
}
