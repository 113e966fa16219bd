package io.github.botmetry;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets {@link Botmetry#fromEnvironment()} find an integration on the class path, through {@link java.util.ServiceLoader}. */
public interface IntegrationProvider {

    /**
     * Makes the integration that the environment asks for.
     *
     * @param environment gives the value of a variable, null if it is not set
     * @return null if the environment does not ask for it
     * @throws IllegalArgumentException naming the variable, its value and what is allowed
     */
    @Nullable
    Integration create(Function<String, @Nullable String> environment);
}
