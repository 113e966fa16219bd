package io.github.botmetry;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@link Botmetry#fromEnvironment()} find an integration on the class path, through {@link java.util.ServiceLoader}: with
 * the context class loader of the thread that builds, and with the one that loaded Botmetry.
 */
public interface IntegrationProvider {

    /**
     * The variables that it reads. One that is set and in no provider's list is a warning, since nothing will come of it; so is
     * one in the list that {@link #create} did not ask for, with the advice to set the first of the list.
     *
     * @return none by default
     */
    default List<Variable> variables() {
        return List.of();
    }

    /**
     * Makes the integration that the environment asks for.
     *
     * @param environment gives the value of a variable, null if it is not set or empty
     * @return null if the environment does not ask for it
     * @throws IllegalArgumentException naming the variable, its value and what is allowed
     */
    @Nullable
    Integration create(Function<String, @Nullable String> environment);
}
