package io.github.botmetry.jda.conformance;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One way of building and ending a bot, by one choice of each kind. */
record Script(List<Enum<?>> choices) {

    enum Builder {
        CREATE_DEFAULT,
        CREATE_LIGHT,
        CREATE,
        SHARDS_DEFAULT,
        SHARDS_LIGHT;

        boolean isOfShards() {
            return this == SHARDS_DEFAULT || this == SHARDS_LIGHT;
        }
    }

    enum Built {
        ONCE,
        AGAIN,
        TWO_SHARDS
    }

    enum Manager {
        DEFAULT,
        INTERFACED,
        ANNOTATED,
        OWN_SUBCLASS,
        OWN_CLASS
    }

    /** For shards: whether all have one manager. A builder of one JDA has only one. */
    enum Sharing {
        ONE_FOR_ALL,
        EACH_ITS_OWN
    }

    enum EventPool {
        NONE,
        SINGLE,
        CACHED,
        COMMON
    }

    enum CallbackPool {
        DEFAULT,
        KEPT,
        ENDED_BY_JDA
    }

    enum RateLimitPool {
        DEFAULT,
        KEPT,
        ENDED_BY_JDA
    }

    enum GatewayPool {
        DEFAULT,
        KEPT
    }

    enum Http {
        DEFAULT,
        CLIENT,
        CLIENT_BUILDER
    }

    enum End {
        SHUTDOWN,
        SHUTDOWN_NOW
    }

    enum Close {
        BEFORE_THE_BOT,
        AFTER_THE_BOT,
        NEVER
    }

    static final List<Class<? extends Enum<?>>> KINDS = List.of(
            Builder.class,
            Built.class,
            Manager.class,
            Sharing.class,
            EventPool.class,
            CallbackPool.class,
            RateLimitPool.class,
            GatewayPool.class,
            Http.class,
            End.class,
            Close.class);

    /** So few that each choice of a kind meets each choice of every other one. */
    static List<Script> all() {
        return Pairwise.of(KINDS.stream()
                        .map(kind -> List.<Enum<?>>of(kind.getEnumConstants()))
                        .toList())
                .stream()
                .map(Script::new)
                .toList();
    }

    <E extends Enum<E>> E the(Class<E> kind) {
        return choices.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    int jdas() {
        return the(Built.class) == Built.TWO_SHARDS ? 2 : 1;
    }

    static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }

    String row() {
        return row(choices.stream().map(Script::words));
    }

    static String words(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String toString() {
        return choices.stream().map(Script::words).collect(Collectors.joining(", "));
    }
}
