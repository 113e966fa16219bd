package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.jda.JdaIntegration;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.EventListener;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;

/** The code of docs/spring-boot.md, which {@link SpringBootTest} runs. */
@Configuration
@EnableAsync
class SpringBootSnippets {

    @Bean
    public Botmetry botmetry() {
        return Botmetry.fromEnvironment(); // or Botmetry.builder() and what you install
    }

    @Bean
    public JDABuilder jdaBuilder(@Value("${bot.token}") String token) {
        return JDABuilder.createDefault(token); // and your settings
    }

    @Bean
    public JDA jda(Botmetry botmetry, JDABuilder builder, List<EventListener> listeners) {
        builder.addEventListeners(listeners.toArray());
        return JdaIntegration.create(botmetry).attach(builder).build();
    }

    @Bean
    public TaskDecorator eventsOnTaskExecutors() {
        return CurrentEvent::wrap;
    }

    @Bean
    public AsyncConfigurer asyncFailures(Botmetry botmetry) {
        return new AsyncConfigurer() {
            @Override
            public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
                return (error, method, arguments) -> botmetry.report(error);
            }
        };
    }
}
