package io.github.botmetry.jda;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads what a bot set on its builder: JDA's builders have setters but no getters. */
final class BuilderFields {

    private BuilderFields() {}

    /**
     * The value of a field of a builder; null if it is not set.
     *
     * @param declaring the class of JDA that declares the field, since bots may extend it
     * @throws IllegalStateException if this JDA has no such field, naming the way without it
     */
    static <T> @Nullable T read(Object builder, Class<?> declaring, String name, Class<T> type) {
        try {
            Field field = declaring.getDeclaredField(name);
            field.setAccessible(true);
            return type.cast(field.get(builder));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "cannot read \"" + name + "\" of " + declaring.getName() + " as " + type.getName()
                            + " in this version of JDA; hand in what you set there instead: "
                            + "JdaIntegration.builder(botmetry).restConfig(mine).eventManager(mine).build()",
                    e);
        }
    }
}
