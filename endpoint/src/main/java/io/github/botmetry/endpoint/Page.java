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
 * <p>Called for GET and HEAD on threads of the endpoint, by up to 4 at the same time. An exception is answered with status 500,
 * warned of and counted as a failure in health; it never reaches the bot. A call that takes longer than 20 s is warned of too.
 */
@FunctionalInterface
public interface Page {

    /** Writes the answer into memory; it is sent when this method returns. */
    void answer(PageRequest request, PageAnswer answer) throws Exception;
}
