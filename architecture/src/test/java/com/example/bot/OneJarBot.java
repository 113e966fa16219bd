package com.example.bot;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.guard.Warning;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;

/** A bot in one jar, the program of another JVM: records a number, reports a failure, and ends with its standard input. */
public final class OneJarBot {

    private OneJarBot() {}

    /** @param arguments the thread that builds: {@code main}, {@code without-context} or {@code common-pool} */
    public static void main(String[] arguments) throws Exception {
        run(arguments[0]);
    }

    /** The same, called by a host of plug-ins. */
    public static void run(String thread) throws Exception {
        try (Botmetry botmetry = built(thread)) {
            botmetry.stats().incr("packages.requested");
            String id = botmetry.report(new IllegalStateException("planned"));
            for (Warning warning : botmetry.warnings()) {
                say("warning " + warning.code() + " " + warning.subject() + ": " + warning.cure());
            }
            say("components " + botmetry.health().keySet());
            Health endpoint = botmetry.health().get("endpoint");
            say("port " + (endpoint == null ? "none" : endpoint.figures().get("port")));
            say("report " + (id == null ? "none" : "made"));
            awaitTheEnd();
        }
    }

    private static Botmetry built(String thread) throws Exception {
        Callable<Botmetry> build = Botmetry::fromEnvironment;
        return switch (thread) {
            case "without-context" -> withoutContext(build);
            case "common-pool" -> ForkJoinPool.commonPool().submit(build).get();
            default -> build.call();
        };
    }

    private static Botmetry withoutContext(Callable<Botmetry> build) throws Exception {
        FutureTask<Botmetry> task = new FutureTask<>(build);
        Thread thread = new Thread(task, "without-context");
        thread.setContextClassLoader(null);
        thread.start();
        return task.get();
    }

    private static void awaitTheEnd() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }

    private static void say(String line) {
        System.out.println("bot: " + line);
    }
}
