package io.github.botmetry.event;

import java.time.Duration;

/**
 * Read one finished call to Discord's REST API.
 *
 * @param method such as {@code POST}
 * @param route the template, such as {@code channels/{channel_id}/messages}; never an id or a token
 * @param status HTTP status, 0 if no answer came
 * @param discordCode Discord's own error code, 0 if it gave none
 * @param attempts number of requests sent
 * @param queued time in the rate limiter's queue
 * @param took time from the first attempt to the answer
 */
public record RestCall(
        String method, String route, int status, int discordCode, int attempts, Duration queued, Duration took) {}
