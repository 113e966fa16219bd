package io.github.botmetry.simulator;

/** Is who acts on the bot, and what the bot knows of that user: a {@link SimulatedUser}. */
public abstract class Actor extends Mentionable {
    Actor() {}

    /** True for the bot's own user. */
    abstract boolean isSelf();

    /** The channel between this user and the bot. */
    abstract Place directChannel();

    /** Where this user's interactions start. */
    abstract Interactions interactions();
}
