package io.github.botmetry.sentry;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import net.dv8tion.jda.api.JDABuilder;

/** A bot of another JVM whose threads die, configured by its environment alone. */
final class DyingThreads {

    private DyingThreads() {}

    /** @param arguments {@code bare}, {@code botmetry} or {@code attached} */
    public static void main(String[] arguments) throws InterruptedException {
        Botmetry botmetry = arguments[0].equals("bare") ? Botmetry.noop() : Botmetry.fromEnvironment();
        if (arguments[0].equals("attached")) {
            JdaIntegration.create(botmetry).attach(JDABuilder.createLight("token"));
        }
        for (int i = 0; i < 3; i++) {
            int number = i;
            Thread worker = new Thread(
                    () -> {
                        throw new IllegalStateException("planned " + number);
                    },
                    "worker-" + number);
            worker.start();
            worker.join();
        }
        botmetry.close();
        boolean isRestored = Thread.getDefaultUncaughtExceptionHandler() == null;
        System.out.println("handler restored: " + isRestored);
        System.exit(0);
    }
}
