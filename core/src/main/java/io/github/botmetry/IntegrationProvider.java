package io.github.botmetry;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Implement this so that {@link Botmetry#fromEnvironment()} finds an integration on the class path.
 *
 * <p>Found through {@link java.util.ServiceLoader}, with the context class loader of the thread that builds and with the one that
 * loaded Botmetry.
 */
public interface IntegrationProvider {

    /**
     * Variables that the provider reads. Botmetry warns of a set variable that is in no provider's list, and of one in this list
     * that {@link #create} did not read; the advice is then to set the first of the list.
     *
     * @return none by default
     */
    default List<Variable> variables() {
        return List.of();
    }

    /**
     * Makes the integration from the environment.
     *
     * @param environment gives the value of a variable, null if it is not set or empty
     * @return null if the environment does not ask for it
     * @throws IllegalArgumentException naming the variable, its value and what is allowed
     */
    @Nullable
    Integration create(Function<String, @Nullable String> environment);
}
