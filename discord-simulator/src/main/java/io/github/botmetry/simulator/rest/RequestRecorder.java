package io.github.botmetry.simulator.rest;

import org.jspecify.annotations.Nullable;

/** Records requests for the test. */
@FunctionalInterface
public interface RequestRecorder {

    /** Records a request with its route, null if none matches; returns the recorder of its answer. */
    public Answered arrived(RestRequest request, @Nullable String route);

    /** Records the status and Discord's code of an answer, 0 if there is none. */
    @FunctionalInterface
    public interface Answered {
        void with(int status, int discordCode);
    }
}
