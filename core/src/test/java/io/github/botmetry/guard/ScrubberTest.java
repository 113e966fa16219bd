package io.github.botmetry.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Put together here, since scanners for secrets read source code. */
    private static final String BOT = "MTE5ODYyMjQ4MzQ3MTkyNTI0" + ".GabCdE." + "y".repeat(38);

    private static final String HOOK = "qW3rTy_-".repeat(8);
    private static final String ID = "123456789012345678";
    private static final Scrubber SCRUBBER = new Scrubber(List.of());

    private static void assertGone(String text) {
        String scrubbed = SCRUBBER.scrub(text);
        assertThat(scrubbed).contains("[Filtered]").doesNotContain(HOOK, "y".repeat(20), "rTy_-qW3");
        assertThat(SCRUBBER.scrub(scrubbed)).isEqualTo(scrubbed);
        assertThat(SCRUBBER.mask(text)).hasSameSizeAs(text).doesNotContain(HOOK, "y".repeat(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://discord.com/api/webhooks/ID/HOOK",
                "https://discord.com/api/v10/webhooks/ID/HOOK",
                "https://DISCORD.com/API/V9/WebHooks/ID/HOOK",
                "https://discordapp.com/api/webhooks/ID/HOOK",
                "https://ptb.discord.com/api/webhooks/ID/HOOK/messages/@original",
                "https://canary.discord.com/api/webhooks/ID/HOOK?wait=true",
                "https://discord.com/api//webhooks//ID//HOOK",
                "/webhooks/ID/HOOK/slack",
                "interactions/ID/HOOK/callback",
                "https:\\/\\/discord.com\\/api\\/webhooks\\/ID\\/HOOK",
                "https:\\\\/\\\\/discord.com\\\\/api\\\\/webhooks\\\\/ID\\\\/HOOK",
                "https:\\\\\\/\\\\\\/discord.com\\\\\\/api\\\\\\/webhooks\\\\\\/ID\\\\\\/HOOK",
                "https%3A%2F%2Fdiscord.com%2Fapi%2Fwebhooks%2FID%2FHOOK",
                "https%3a%2f%2fdiscord.com%2fapi%2fwebhooks%2fID%2fHOOK",
                "https%253A%252F%252Fdiscord.com%252Fapi%252Fwebhooks%252FID%252FHOOK",
                "https%25253A%25252F%25252Fdiscord.com%25252Fapi%25252Fwebhooks%25252FID%25252FHOOK",
                "\\u002fapi\\u002Fwebhooks\\u002fID\\u002fHOOK",
                "\\x2fwebhooks\\x2fID\\x2fHOOK",
                "&#47;webhooks&#47;ID&#47;HOOK",
                "&#x2F;webhooks&#x2f;ID&#x2F;HOOK",
                "&sol;webhooks&sol;ID&sol;HOOK",
                "&amp;#47;webhooks&amp;#47;ID&amp;#47;HOOK",
                "{\"url\":\"https:\\/\\/discord.com\\/api\\/webhooks\\/ID\\/HOOK\\n\"}",
                "{\"token\":\"HOOK\"}",
                "{\\\"token\\\": \\\"HOOK\\\"}",
                "?webhook_id=ID&token=HOOK",
                "token%3DHOOK",
                "BOT",
                "Authorization: Bot BOT",
                "Authorization%3A%20Bot%20BOT",
                "Bot+BOT",
                "x\\nBOT\\ny",
                "MTE5ODYyMjQ4MzQ3MTkyNTI0%2EGabCdE%2Eyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
                "MTE5ODYyMjQ4MzQ3MTkyNTI0\\u002eGabCdE\\u002Eyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
                "MTE5ODYyMjQ4MzQ3MTkyNTI0&period;GabCdE&#46;yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
                "<a href='https://discord.com/api/webhooks/ID/HOOK'>BOT</a>",
                "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OQ%3D%3D rTy HOOK webhooks/ID/HOOK token=HOOK"
            })
    void token_isFoundInEverySpelling(String spelling) {
        String text = spelling.replace("HOOK", HOOK).replace("BOT", BOT).replace("ID", ID);
        if (spelling.startsWith("aW50")) {
            assertThat(SCRUBBER.scrub(text)).doesNotContain("aW50ZXJhY3Rpb246");
        } else {
            assertGone("before " + text + " after");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100% of 50 %2F \\ & &amp; a\\b \\u00fc &nope; %zz \\u12",
                "https://discord.com/channels/123/456/789",
                "webhooks/{webhook_id}/{token}",
                "C:\\new\\token: none",
                "https://example.com:8080/a@b"
            })
    void textWithoutToken_isLeftAsItIs(String text) {
        assertThat(SCRUBBER.scrub(text)).isSameAs(text);
    }

    @Test
    void passwordInAUrl_isTakenOut() {
        assertThat(SCRUBBER.scrub(
                        "no Sentry at https://key:0ldSecret@sentry.io/1, nor jdbc:postgresql://bot:hunter2@db/x"))
                .isEqualTo(
                        "no Sentry at https://key:[Filtered]@sentry.io/1, nor jdbc:postgresql://bot:[Filtered]@db/x");
    }

    @Test
    void passwordWithAColon_isTakenOutWhole() {
        assertThat(SCRUBBER.scrub("redis://bot:hunter:2:x@db/1 and amqp://bot:a:hunter2@mq"))
                .isEqualTo("redis://bot:[Filtered]@db/1 and amqp://bot:[Filtered]@mq");
    }

    @Test
    void secretThatIsLearned_isFoundInEverySpelling_untilItIsForgotten() {
        Scrubber scrubber = new Scrubber(List.of());
        Scrubber other = scrubber.with(List.of("another secret"));
        scrubber.learn("a/b.c d?e=f");
        scrubber.learn("short");

        assertThat(other.scrub("a/b.c d?e=f, a%2Fb.c%20d%3Fe%3Df, a\\/b.c d?e=f, another secret, short"))
                .isEqualTo("[Filtered], [Filtered], [Filtered], [Filtered], short");
        scrubber.forget();
        assertThat(other.scrub("a/b.c d?e=f, another secret")).isEqualTo("a/b.c d?e=f, [Filtered]");
    }

    @Test
    void longTexts_takeTimeInProportion() {
        for (String part :
                List.of("%25", "M", "MTE5ODYyMjQ4MzQ3MTkyNTI0.", "token", "://a:", "&amp;", "\\\\", "webhooks/1")) {
            String text = part.repeat(2_000_000 / part.length());
            long start = THREADS.getCurrentThreadCpuTime();
            SCRUBBER.scrub(text);
            assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start))
                    .as(part)
                    .isLessThan(Duration.ofSeconds(5));
        }
    }
}
