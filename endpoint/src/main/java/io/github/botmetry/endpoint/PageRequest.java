package io.github.botmetry.endpoint;

import org.jspecify.annotations.Nullable;

/** Read a request of a {@link Page}; valid until the page returns. */
public interface PageRequest {

    /** The part of the URI after the question mark, as it was sent; null if there is none. */
    @Nullable
    String query();

    /** The first value of a header, such as {@code Accept}; null if it was not sent. */
    @Nullable
    String header(String name);
}
