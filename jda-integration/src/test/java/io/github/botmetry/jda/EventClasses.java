package io.github.botmetry.jda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;

/** Every class of events that this version of JDA has. */
public final class EventClasses {

    private static final String PACKAGE = "net/dv8tion/jda/api/events/";

    private EventClasses() {}

    public static List<Class<? extends GenericEvent>> all() {
        try (JarFile jda = new JarFile(Path.of(JDA.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toFile())) {
            return jda.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(PACKAGE) && name.endsWith(".class") && !name.contains("$"))
                    .<Class<?>>map(name -> type(name.replace('/', '.').substring(0, name.length() - 6)))
                    .filter(type ->
                            GenericEvent.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                    .<Class<? extends GenericEvent>>map(type -> type.asSubclass(GenericEvent.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, JDA.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
