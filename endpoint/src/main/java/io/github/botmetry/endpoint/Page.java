package io.github.botmetry.endpoint;

/**
 * Answer requests of one path.
 *
 * <pre>{@code
 * Page votes = (request, answer) -> {
 *     answer.contentType("text/plain; charset=utf-8");
 *     answer.body().write(bytes);
 * };
 * }</pre>
 *
 * <p>Called on a thread of the endpoint, by several at the same time, for GET and HEAD. An exception is status 500, a warning
 * and one failure in health; the bot does not see it.
 */
@FunctionalInterface
public interface Page {

    /** Writes the answer into memory; it is sent when this returns. */
    void answer(PageRequest request, PageAnswer answer) throws Exception;
}
