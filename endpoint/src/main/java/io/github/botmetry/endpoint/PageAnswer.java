package io.github.botmetry.endpoint;

import java.io.OutputStream;

/** Write the answer of a {@link Page}; for one thread. */
public interface PageAnswer {

    /** Sets the content type; {@code text/plain; charset=utf-8} by default. */
    void contentType(String contentType);

    /** Names the headers of the request that the answer depends on, as {@code Vary} does, such as {@code Accept}. */
    void varies(String header);

    /** Returns the stream for the content, which is compressed if the client accepts that. */
    OutputStream body();
}
