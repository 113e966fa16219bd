/**
 * Tells Botmetry what a JDA bot handles, answers and fails at.
 *
 * <pre>{@code
 * JDABuilder builder = JDABuilder.createDefault(token).addEventListeners(new MyListener());
 * JdaIntegration.create(botmetry).attach(builder); // the last call before build()
 * JDA jda = builder.build();
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.jda.JdaIntegration} and its builder; with a command framework
 * {@link io.github.botmetry.jda.FrameworkEvents}, with Kotlin {@link io.github.botmetry.jda.EventContextElement}. What a
 * listener is handling is in {@link io.github.botmetry.event.CurrentEvent}.
 */
@NullMarked
package io.github.botmetry.jda;

import org.jspecify.annotations.NullMarked;
