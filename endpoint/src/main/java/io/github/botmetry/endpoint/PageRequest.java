package io.github.botmetry.endpoint;

import org.jspecify.annotations.Nullable;

/** Read a request; valid until the {@link Page} returns. */
public interface PageRequest {

    /** Returns the part of the URI after the question mark, still encoded; null if there is none. */
    @Nullable
    String query();

    /** Returns the first value of a header, such as {@code Accept}; null if it was not sent. */
    @Nullable
    String header(String name);
}
