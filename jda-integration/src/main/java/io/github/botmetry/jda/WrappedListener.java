package io.github.botmetry.jda;

/** Stands for a listener of the bot. */
interface WrappedListener {

    Object original();

    /** Of the Botmetry that observes it. */
    EventFrames frames();
}
