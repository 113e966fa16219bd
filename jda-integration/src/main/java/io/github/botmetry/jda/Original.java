package io.github.botmetry.jda;

/** Stands for an object of the bot. */
interface Original {

    Object original();
}
