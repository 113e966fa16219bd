package io.github.botmetry.simulator;

/** Names a user where one is expected; always a {@link SimulatedUser}. */
public abstract class Actor extends Mentionable {
    Actor() {}

    /** True for the bot's own user. */
    abstract boolean isSelf();

    /** The channel between this user and the bot. */
    abstract Place directChannel();

    /** The interactions to which this user's are added. */
    abstract Interactions interactions();
}
