package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;

/** What the snippet of the testing module tests. */
record VoteListener(Botmetry botmetry) {

    void onVote() {
        botmetry.stats().incr("votes");
    }
}
