package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.botmetry.Privacy;
import io.github.botmetry.guard.Scrubber;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonScrubberTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TOKEN = "MTE5ODYyMjQ4MzQ3MTkyNTI0" + ".GabCdE." + "y".repeat(38);
    private static final Scrubber SCRUBBER = new Scrubber(List.of("hunter2-hunter2"));
    private static final Cleaning CLEANING = Cleaning.of(SCRUBBER, Privacy.defaults());

    @Property(tries = 2000)
    void scrubbed_isTheSameJsonWithoutTokens(@ForAll("texts") Map<String, String> texts) throws IOException {
        String json = MAPPER.writeValueAsString(Map.of("list", List.of(texts, 1, true), "number", 1.5e300));
        String scrubbed = JsonScrubber.scrub(CLEANING, json);

        JsonNode tree = MAPPER.readTree(scrubbed);
        assertThat(scrubbed).doesNotContain(TOKEN, "hunter2-hunter2");
        assertThat(tree.at("/list/0")).hasSize((int)
                texts.keySet().stream().map(SCRUBBER::scrub).distinct().count());
        texts.forEach((key, value) -> {
            if (SCRUBBER.scrub(key).equals(key)) {
                assertThat(tree.at("/list/0").get(key).asText()).isEqualTo(SCRUBBER.scrub(value));
            }
        });
        assertThat(JsonScrubber.scrub(CLEANING, scrubbed)).isEqualTo(scrubbed);
    }

    @Provide
    Arbitrary<Map<String, String>> texts() {
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<String> text = Arbitraries.of(
                        "", TOKEN, "hunter2-hunter2", "\n", "\\", "\"", "\\n", "aW50ZXJhY3Rpb246" + "Q".repeat(30))
                .list()
                .ofMaxSize(3)
                .flatMap(parts -> any.map(ends -> ends + String.join("", parts) + ends));
        return Arbitraries.maps(text, text).ofMaxSize(4);
    }

    @Property
    void masked_isAsLongAsItWas(@ForAll("texts") Map<String, String> texts) {
        String text = texts.toString();
        assertThat(SCRUBBER.mask(text)).hasSameSizeAs(text).doesNotContain("hunter2-hunter2");
    }

    @Test
    void token_behindAnEscapedLineBreak_isFound() throws IOException {
        assertThat(JsonScrubber.scrub(CLEANING, "{\"a\":\"x\\n" + TOKEN + "\\ny\"}"))
                .isEqualTo("{\"a\":\"x\\u000a[Filtered]\\u000ay\"}");
    }

    @Test
    void token_writtenWithEscapes_isFound() throws IOException {
        String escaped = TOKEN.replace(".", "\\u002e");
        assertThat(JsonScrubber.scrub(CLEANING, "[\"" + escaped + "\"]")).isEqualTo("[\"[Filtered]\"]");
    }

    @Test
    void valueUnderAKeyForSecrets_isTakenOutWhateverItLooksLike() throws IOException {
        assertThat(JsonScrubber.scrub(
                        CLEANING, "{\"Authorization\" : \"a quite unusual secret\", \"token\":\"short\"}"))
                .isEqualTo("{\"Authorization\" : \"[Filtered]\", \"token\":\"short\"}");
    }

    @Test
    void idsOfThoseWhoOptedOut_areTakenOut_alsoWhereTheyAreNumbers() throws IOException {
        Privacy privacy =
                Privacy.builder().userOptedOut(id -> id == 123456789012345678L).build();
        Cleaning cleaning = Cleaning.of(SCRUBBER, privacy).without(List.of("Alice", "al"));

        assertThat(JsonScrubber.scrub(
                        cleaning,
                        "{\"a\":123456789012345678,\"b\":[-1.5e3,223456789012345678],\"c\":\"<@123456789012345678> and"
                                + " alice, not malice al\",\"level\":\"alice\"}"))
                .isEqualTo("{\"a\":\"[Withheld]\",\"b\":[-1.5e3,223456789012345678],\"c\":\"<@[Withheld]> and"
                        + " [Withheld], not malice al\",\"level\":\"alice\"}");
        assertThat(cleaning.mask("123456789012345678 alice")).isEqualTo("*".repeat(18) + " *****");
    }

    @Test
    void textThatIsNoJson_isRefused() {
        assertThatThrownBy(() -> JsonScrubber.scrub(CLEANING, "{\"a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JsonScrubber.scrub(CLEANING, "\"\\")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JsonScrubber.scrub(CLEANING, "\"\\u12\"")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JsonScrubber.scrub(CLEANING, "\"\\uzzzz\"")).isInstanceOf(IOException.class);
    }

    @Test
    void names_areLeftWhereSentryReadsThem_andWithheldWhereTheBotWritesThem() throws IOException {
        String json = "{\"level\":\"alice\",\"tags\":{\"source\":\"alice\",\"command_type\":\"alice\"},"
                + "\"extra\":{\"of\":{\"status\":\"alice\"}},"
                + "\"breadcrumbs\":{\"values\":[{\"data\":{\"type\":\"alice\"},\"category\":\"alice\"}]},"
                + "\"contexts\":{\"trace\":{\"op\":\"alice\"},\"mine\":{\"status\":\"alice\"}},\"type\":\"alice\"}";

        assertThat(JsonScrubber.scrub(CLEANING.without(List.of("alice")), json))
                .isEqualTo("{\"level\":\"alice\",\"tags\":{\"source\":\"[Withheld]\",\"command_type\":\"alice\"},"
                        + "\"extra\":{\"of\":{\"status\":\"[Withheld]\"}},"
                        + "\"breadcrumbs\":{\"values\":[{\"data\":{\"type\":\"[Withheld]\"},\"category\":\"alice\"}]},"
                        + "\"contexts\":{\"trace\":{\"op\":\"alice\"},\"mine\":{\"status\":\"[Withheld]\"}},"
                        + "\"type\":\"alice\"}");
    }
}
