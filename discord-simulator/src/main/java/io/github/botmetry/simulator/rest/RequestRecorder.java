package io.github.botmetry.simulator.rest;

import org.jspecify.annotations.Nullable;

/** Keeps requests for the test to look at. */
@FunctionalInterface
public interface RequestRecorder {

    /** Takes a request with the route that it matched, null if none, and gives back what takes its answer. */
    public Answered arrived(RestRequest request, @Nullable String route);

    /** Takes the status and Discord's code of an answer, 0 if there was none. */
    @FunctionalInterface
    public interface Answered {
        void with(int status, int discordCode);
    }
}
