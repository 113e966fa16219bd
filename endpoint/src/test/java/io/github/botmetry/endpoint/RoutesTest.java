package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.endpoint.jetty.http.HttpFields;
import io.github.botmetry.endpoint.jetty.http.HttpURI;
import io.github.botmetry.endpoint.jetty.server.Request;
import io.github.botmetry.endpoint.jetty.server.Response;
import io.github.botmetry.endpoint.jetty.util.Callback;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.testing.RecordingStats;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Requests and answers that fail at a point where no client can make them fail. */
class RoutesTest {

    private static final int ATTEMPTS = 20;

    private final Warnings warnings = new Warnings(false);
    private final Route page = Route.of(
            "/page",
            (request, answer) -> answer.body().write(1),
            warnings.guard("page of the test"),
            RecordingStats.create());
    private final Routes routes = new Routes(
            Map.of("/page", page),
            () -> true,
            new Admission(
                    Settings.NONE, warnings.guard("token of the test"), Executors.newSingleThreadScheduledExecutor()),
            new Turns(Settings.Limits.DEFAULT, Executors.newSingleThreadScheduledExecutor()));

    private static Request request() {
        HttpURI uri = HttpURI.from("http://localhost/page");
        return fake(Request.class, method -> switch (method) {
            case "getHttpURI" -> uri;
            case "getMethod" -> "GET";
            case "getHeaders" -> HttpFields.EMPTY;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Answers {
        Object to(String method);
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName())));
    }

    @Test
    void answersThatFailBeforeTheyLeave_takeNoneOfTheRoomForAnswers() {
        Response broken = fake(Response.class, method -> {
            throw new OutOfMemoryError("test");
        });
        for (int i = 0; i < ATTEMPTS; i++) {
            assertThatThrownBy(() -> routes.handle(request(), broken, Callback.NOOP))
                    .isInstanceOf(OutOfMemoryError.class);
        }
        HttpFields.Mutable headers = HttpFields.build();
        boolean[] isWritten = new boolean[1];
        Response working = fake(Response.class, method -> {
            isWritten[0] |= method.equals("write");
            return method.equals("getHeaders") ? headers : null;
        });

        assertThat(routes.handle(request(), working, Callback.NOOP)).isTrue();
        assertThat(isWritten[0]).isTrue();
        assertThat(headers.contains("Retry-After")).isFalse();
    }
}
