package io.github.botmetry.event;

/** A slash command of which nothing else is known; {@code TestEvent} of the module testing is out of core's reach. */
record Slash(String name, long receivedNanos) implements BotEvent {
    @Override
    public Kind kind() {
        return Kind.SLASH;
    }
}
