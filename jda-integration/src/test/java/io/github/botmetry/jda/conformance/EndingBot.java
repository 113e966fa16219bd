package io.github.botmetry.jda.conformance;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.SessionController;

/** A bot in a process of its own, which it ends in one of many ways. */
final class EndingBot {

    /** How the process ends; {@link #STAYS} does not. */
    enum Ending {
        SHUTDOWN,
        SHUTDOWN_NOW,
        EVENT_POOL_THROWN_AWAY,
        EXIT,
        EXIT_IN_A_LISTENER,
        SHARD_MANAGER_SHUT_DOWN,
        BUILT_TWICE,
        BOTMETRY_CLOSED_BEFORE,
        MAIN_THROWS,
        STAYS
    }

    private final String restUrl;
    private final String gatewayUrl;
    private final String token;
    private final boolean attached;
    private Botmetry botmetry;

    private EndingBot(String[] args) {
        restUrl = args[1];
        gatewayUrl = args[2];
        token = args[3];
        attached = Boolean.parseBoolean(args[4]);
    }

    /** @param args ending, URLs of REST and gateway, token, and whether Botmetry is attached */
    public static void main(String[] args) throws Exception {
        new EndingBot(args).run(Ending.valueOf(args[0]));
    }

    private void run(Ending ending) throws Exception {
        if (attached) {
            botmetry = Botmetry.builder().build();
        }
        switch (ending) {
            case EVENT_POOL_THROWN_AWAY -> throwEventPoolAway();
            case SHARD_MANAGER_SHUT_DOWN -> shards().shutdown();
            case EXIT_IN_A_LISTENER ->
                attach(builder().addEventListeners((EventListener) event -> {
                            if (event instanceof ReadyEvent) {
                                System.exit(4);
                            }
                        }))
                        .build();
            case BUILT_TWICE -> buildTwice();
            default -> end(attach(builder()).build().awaitReady(), ending);
        }
    }

    private void end(JDA jda, Ending ending) {
        switch (ending) {
            case SHUTDOWN_NOW -> jda.shutdownNow();
            case EXIT -> System.exit(3);
            case STAYS -> System.out.println("up");
            case MAIN_THROWS -> {
                jda.shutdownNow();
                throw new IllegalStateException("planned");
            }
            case BOTMETRY_CLOSED_BEFORE -> {
                if (botmetry != null) {
                    botmetry.close();
                }
                jda.shutdown();
            }
            default -> jda.shutdown();
        }
    }

    private void buildTwice() throws InterruptedException {
        JDABuilder builder = attach(builder());
        JDA first = builder.build().awaitReady();
        first.shutdown();
        first.awaitShutdown();
        builder.setSessionController(controller()).build().awaitReady().shutdown();
    }

    private void throwEventPoolAway() throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        JDA jda = attach(builder().setEventPool(pool, false)).build().awaitReady();
        for (int i = 0; i < 3; i++) {
            pool.execute(EndingBot::waitForever);
        }
        jda.shutdown();
        jda.awaitShutdown();
        pool.shutdownNow();
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JDABuilder attach(JDABuilder builder) {
        return attached ? JdaIntegration.create(botmetry).attach(builder) : builder;
    }

    private SessionController controller() {
        return new ConcurrentSessionController() {
            @Override
            public String getGateway() {
                return gatewayUrl;
            }
        };
    }

    private JDABuilder builder() {
        return JDABuilder.createDefault(token)
                .setRestConfig(new RestConfig().setBaseUrl(restUrl))
                .setSessionController(controller());
    }

    private ShardManager shards() throws InterruptedException {
        DefaultShardManagerBuilder builder = DefaultShardManagerBuilder.createDefault(token)
                .setRestConfigProvider(shard -> new RestConfig().setBaseUrl(restUrl))
                .setSessionController(new ConcurrentSessionController())
                .setShardsTotal(1);
        if (attached) {
            JdaIntegration.create(botmetry).attach(builder);
        }
        ShardManager shards = builder.build();
        for (JDA jda : shards.getShards()) {
            jda.awaitReady();
        }
        return shards;
    }
}
