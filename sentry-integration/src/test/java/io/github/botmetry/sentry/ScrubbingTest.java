package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.botmetry.Privacy;
import io.github.botmetry.guard.Scrubber;
import io.github.botmetry.guard.Warnings;
import io.sentry.Attachment;
import io.sentry.Breadcrumb;
import io.sentry.CheckIn;
import io.sentry.CheckInStatus;
import io.sentry.Hint;
import io.sentry.ISerializer;
import io.sentry.ITransaction;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.TransactionOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.Request;
import io.sentry.protocol.User;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScrubbingTest {

    /** Of the right form, and of nobody: put together here so that no scanner takes this file for a leak. */
    private static final String BOT = "MTE5ODYyMjQ4MzQ3MTkyNTI0" + ".GabCdE." + "x".repeat(19) + "QwErTyUiOpAsDfGhJkL";

    private static final Warnings WARNINGS = new Warnings(false);
    private static final Cleaning CLEANING = Cleaning.of(new Scrubber(List.of()), Privacy.defaults());
    private static final Withholding WITHHOLDING = new Withholding(Privacy.defaults());
    private static final ScrubbingSerializer.Writing WRITING =
            new ScrubbingSerializer.Writing(WARNINGS.guard("items"), WARNINGS.guard("envelopes"));

    private static final String WEBHOOK_SECRET = "wh" + "Ab3_-".repeat(13);
    private static final String WEBHOOK = "https://discord.com/api/v10/webhooks/123456789012345678/" + WEBHOOK_SECRET;
    private static final String INTERACTION_SECRET = "aW50ZXJhY3Rpb246" + "MTIzNDU2Nzg5MDEyMzQ1Njc4OmFiYw".repeat(4);
    private static final String INTERACTION = "{\"token\":\"" + INTERACTION_SECRET + "\",\"id\":\"1\"}";

    private static final Map<String, String> TOKENS =
            Map.of(BOT, BOT, WEBHOOK, WEBHOOK_SECRET, INTERACTION, INTERACTION_SECRET);

    private static final Map<String, Consumer<String>> PLACES = Map.ofEntries(
            Map.entry("message", text -> Sentry.captureMessage("before\n" + text)),
            Map.entry("message parameter", ScrubbingTest::captureParameter),
            Map.entry("exception", text -> Sentry.captureException(new IllegalStateException("with " + text))),
            Map.entry("breadcrumb message", text -> withBreadcrumb(new Breadcrumb(text))),
            Map.entry("breadcrumb data", text -> withBreadcrumb(breadcrumb(text))),
            Map.entry("request url", ScrubbingTest::captureRequest),
            Map.entry(
                    "span description",
                    text -> trace("job", span -> span.startChild("http", text).finish())),
            Map.entry("transaction name", text -> trace("POST " + text, span -> {})),
            Map.entry("trace description", text -> trace("job", span -> span.setDescription(text))),
            Map.entry("tag", text -> withScope(() -> Sentry.setTag("note", text))),
            Map.entry("tag key", text -> withScope(() -> Sentry.setTag(text, "note"))),
            Map.entry("extra", text -> withScope(() -> Sentry.setExtra("note", text))),
            Map.entry(
                    "context",
                    text -> withScope(() ->
                            Sentry.configureScope(scope -> scope.setContexts("note", Map.of("in", List.of(text)))))),
            Map.entry("user data", ScrubbingTest::captureUser),
            Map.entry("fingerprint", text -> withScope(() -> Sentry.setFingerprint(List.of(text)))),
            Map.entry("check-in", text -> Sentry.captureCheckIn(new CheckIn(text, CheckInStatus.OK))),
            Map.entry("attachment", ScrubbingTest::captureAttachment),
            Map.entry("attachment name", ScrubbingTest::captureAttachmentName));

    static List<Arguments> leaks() {
        return PLACES.keySet().stream()
                .sorted()
                .flatMap(place -> TOKENS.keySet().stream().map(token -> Arguments.of(place, token)))
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("leaks")
    void token_whereverItStands_isNotSent(String place, String text) {
        try (SentryBot bot = SentryBot.with(options -> options.setTracesSampleRate(1.0))) {
            PLACES.get(place).accept(text);

            org.awaitility.Awaitility.await()
                    .until(() -> !bot.server.envelopes().isEmpty());
            String sent = bot.server.envelopes().toString();
            assertThat(sent).doesNotContain(TOKENS.get(text)).containsAnyOf(Scrubber.FILTERED, "****");
        }
    }

    private static void captureParameter(String text) {
        Message message = new Message();
        message.setMessage("%s");
        message.setParams(List.of(text));
        SentryEvent event = new SentryEvent();
        event.setMessage(message);
        Sentry.captureEvent(event);
    }

    private static Breadcrumb breadcrumb(String text) {
        Breadcrumb breadcrumb = new Breadcrumb();
        breadcrumb.setData("url", text);
        return breadcrumb;
    }

    private static void withBreadcrumb(Breadcrumb breadcrumb) {
        withScope(() -> Sentry.addBreadcrumb(breadcrumb));
    }

    private static void withScope(Runnable preparation) {
        preparation.run();
        Sentry.captureMessage("hello");
    }

    private static void captureRequest(String text) {
        Request request = new Request();
        request.setUrl(text);
        SentryEvent event = new SentryEvent();
        event.setRequest(request);
        Sentry.captureEvent(event);
    }

    private static void captureUser(String text) {
        User user = new User();
        user.setData(Map.of("note", text));
        withScope(() -> Sentry.setUser(user));
    }

    private static void captureAttachment(String text) {
        byte[] bytes = ("log\n" + text).getBytes(StandardCharsets.UTF_8);
        Sentry.captureEvent(new SentryEvent(), Hint.withAttachment(new Attachment(bytes, "log.txt")));
    }

    private static void captureAttachmentName(String text) {
        Sentry.captureEvent(new SentryEvent(), Hint.withAttachment(new Attachment(new byte[] {1}, text)));
    }

    private static void trace(String name, Consumer<ITransaction> body) {
        TransactionOptions options = new TransactionOptions();
        options.setBindToScope(true);
        ITransaction transaction = Sentry.startTransaction(name, "task", options);
        body.accept(transaction);
        transaction.finish();
    }

    /** Newer SDKs only, so not called by name: structured logs, and metrics with attributes. */
    @ParameterizedTest
    @MethodSource("tokens")
    void token_inAStructuredLog_isNotSent(String text) throws Exception {
        Method logger = method(Sentry.class, "logger");
        assumeThat(logger).isNotNull();
        try (SentryBot bot = SentryBot.with(ScrubbingTest::enableLogs)) {
            Object logs = logger.invoke(null);
            Method error = logs.getClass().getMethod("error", String.class, Object[].class);
            error.invoke(logs, "log of %s", new Object[] {text});
            Sentry.flush(5000);
            bot.server.await("log", 1);
            assertThat(bot.server.envelopes().toString()).contains("log of").doesNotContain(TOKENS.get(text));
        }
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void token_inAMetricsAttribute_isNotSent(String text) throws Exception {
        Method metrics = method(Sentry.class, "metrics");
        assumeThat(metrics).isNotNull();
        try (SentryBot bot = SentryBot.create()) {
            countWith(metrics.invoke(null), text);
            Sentry.flush(5000);
            bot.server.await("trace_metric", 1);
            assertThat(bot.server.envelopes().toString()).contains("packages").doesNotContain(TOKENS.get(text));
        }
    }

    private static void countWith(Object metrics, String attribute) throws ReflectiveOperationException {
        Class<?> attributesType = Class.forName("io.sentry.SentryAttributes");
        Class<?> parametersType = Class.forName("io.sentry.metrics.SentryMetricsParameters");
        Object attributes = attributesType.getMethod("fromMap", Map.class).invoke(null, Map.of("note", attribute));
        Object parameters = parametersType.getConstructor().newInstance();
        parametersType.getMethod("setAttributes", attributesType).invoke(parameters, attributes);
        metrics.getClass()
                .getMethod("count", String.class, Double.class, String.class, parametersType)
                .invoke(metrics, "packages", 1.0, "none", parameters);
    }

    static Stream<String> tokens() {
        return TOKENS.keySet().stream().sorted();
    }

    private static void enableLogs(SentryOptions options) {
        try {
            Object logs = options.getClass().getMethod("getLogs").invoke(options);
            logs.getClass().getMethod("setEnabled", boolean.class).invoke(logs, true);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(Class<?> type, String name) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Test
    void secret_thatTheBotTold_isNotSent() {
        SentryIntegration integration =
                SentryIntegration.builder().secret("not-like-a-token").build();
        try (SentryBot bot = SentryBot.with(integration)) {
            Sentry.captureMessage("connecting with not-like-a-token now");
            assertThat(bot.server.event().at("/message/formatted").asText())
                    .isEqualTo("connecting with [Filtered] now");
        }
    }

    @Test
    void secret_thatIsTooShort_isRefused() {
        assertThatThrownBy(() -> SentryIntegration.builder().secret("abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("secret must have at least 8 characters, had 3");
    }

    @Test
    void whatLooksLikeNoToken_isSentAsItIs() {
        String text = "net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent at "
                + "https://discord.com/channels/123456789012345678/123456789012345678/123456789012345678, "
                + "webhooks/{webhook_id}/{token}, Bot is ready, token: none, ümläut \u2028 \uD83D\uDE00 \"quoted\"";
        try (SentryBot bot = SentryBot.create()) {
            Sentry.captureMessage(text);
            assertThat(bot.server.event().at("/message/formatted").asText()).isEqualTo(text);
        }
    }

    @Test
    void sentry_initialisedAfterTheInstallation_isScrubbedToo() {
        try (SentryBot bot = SentryBot.create();
                IngestionServer later = new IngestionServer()) {
            SentryBot.initialise(later, options -> {});
            Sentry.captureMessage("with " + BOT);
            assertThat(later.event().at("/message/formatted").asText()).isEqualTo("with [Filtered]");
        }
    }

    @Test
    void sentry_thatSendsNoReports_isFoundAllTheSame() {
        Sentry.close();
        try (IngestionServer server = new IngestionServer();
                SentryBot bot = new SentryBot(server, SentryBot.install(SentryIntegration.create()))) {
            SentryBot.initialise(server, options -> {});
            org.awaitility.Awaitility.await()
                    .until(() -> Sentry.getGlobalScope().getOptions().getSerializer() instanceof ScrubbingSerializer);
            Sentry.captureCheckIn(new CheckIn(BOT, CheckInStatus.OK));
            assertThat(bot.server
                            .await("check_in", 1)
                            .get(0)
                            .at("/monitor_slug")
                            .asText())
                    .isEqualTo(Scrubber.FILTERED);
        }
    }

    @Test
    void scrubbing_thatFails_sendsNothing() {
        try (SentryBot bot = SentryBot.create()) {
            SentryOptions options = Sentry.getGlobalScope().getOptions();
            options.setSerializer(
                    new ScrubbingSerializer(withBrokenJson(options.getSerializer()), CLEANING, WITHHOLDING, WRITING));
            Sentry.captureMessage("never " + BOT);
            Sentry.flush(2000);
            assertThat(bot.server.items("event")).isEmpty();
            assertThat(bot.server.envelopes().toString()).doesNotContain("never");
            assertThat(WRITING.items().isFailing()).isTrue();
            assertThat(WARNINGS.list().toString()).doesNotContain(BOT);
        }
    }

    /** Writes strings that do not end, as far as it writes entities. */
    private static ISerializer withBrokenJson(ISerializer serializer) {
        return (ISerializer) Proxy.newProxyInstance(
                ScrubbingTest.class.getClassLoader(),
                new Class<?>[] {ISerializer.class},
                (proxy, method, arguments) -> {
                    if (arguments.length == 2 && arguments[1] instanceof Writer writer) {
                        writer.write("{\"never " + BOT);
                        return null;
                    }
                    return method.invoke(serializer, arguments);
                });
    }

    @Test
    void serializer_ofAMap_isScrubbed() throws Exception {
        SentryOptions options = new SentryOptions();
        ISerializer serializer = new ScrubbingSerializer(options.getSerializer(), CLEANING, WITHHOLDING, WRITING);
        assertThat(serializer.serialize(Map.<String, Object>of("note", BOT))).isEqualTo("{\"note\":\"[Filtered]\"}");
        StringWriter written = new StringWriter();
        serializer.serialize(new CheckIn(BOT, CheckInStatus.OK), written);
        assertThat(written.toString()).doesNotContain(BOT).contains("\"[Filtered]\"");
    }

    @Test
    void envelope_thatCannotBeRead_isNotWritten() {
        byte[] noLength = "{}\n{\"type\":\"event\"}\nabc\n".getBytes(StandardCharsets.UTF_8);
        byte[] tooShort = "{}\n{\"type\":\"event\",\"length\":9}\nabc\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EnvelopeScrubber.scrub(CLEANING, noLength)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> EnvelopeScrubber.scrub(CLEANING, tooShort)).isInstanceOf(IOException.class);
    }
}
