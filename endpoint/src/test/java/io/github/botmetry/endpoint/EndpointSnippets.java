package io.github.botmetry.endpoint;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Wiring;
import java.nio.file.Path;
import java.util.Set;

/** The snippets of README.md. */
final class EndpointSnippets {

    private EndpointSnippets() {}

    static Botmetry threeLines() {
        Endpoint endpoint = Endpoint.builder()
                .port(9464)
                .tokenFile(Path.of("/run/secrets/metrics-token"))
                .build();
        Botmetry botmetry = Botmetry.builder().install(endpoint).build();
        return botmetry;
    }

    static void page(Endpoint endpoint, Wiring wiring) {
        endpoint.pages(wiring, "votes")
                .add("/votes", (request, answer) -> answer.body().write(votes()));
    }

    static void stream(Endpoint endpoint, Wiring wiring, Set<EventStream> votes) {
        endpoint.pages(wiring, "votes").addStream("/votes/live", (request, stream) -> {
            votes.add(stream);
            stream.onEnd(() -> votes.remove(stream));
        });
    }

    private static byte[] votes() {
        return new byte[0];
    }
}
