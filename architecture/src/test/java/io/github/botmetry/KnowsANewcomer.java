package io.github.botmetry;

import io.github.botmetry.newcomer.Newcomer;

/** Knows a module that no rule has heard of. */
public final class KnowsANewcomer {

    public String describe(Newcomer newcomer) {
        return newcomer.toString();
    }
}
