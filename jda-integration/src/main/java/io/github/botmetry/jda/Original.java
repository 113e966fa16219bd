package io.github.botmetry.jda;

/** Stands for a listener of the bot. */
interface Original {

    Object original();

    /** Of the Botmetry that observes it. */
    EventFrames frames();
}
