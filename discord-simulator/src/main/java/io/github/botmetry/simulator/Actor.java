package io.github.botmetry.simulator;

/** Is a user, with what interactions need of one: a {@link SimulatedUser}. */
public abstract class Actor extends Mentionable {
    Actor() {}

    /** True for the bot's own user. */
    abstract boolean isSelf();

    /** The channel between this user and the bot. */
    abstract Place directChannel();

    /** Where this user's interactions start. */
    abstract Interactions interactions();
}
