package com.example.bot;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** A server that loads a bot as its plug-in, and has a Botmetry of its own on its class path. */
public final class PluginHost {

    private PluginHost() {}

    /** @param arguments the jar of the bot, and the thread that builds its Botmetry */
    public static void main(String[] arguments) throws Exception {
        try (ChildFirst plugin = new ChildFirst(Path.of(arguments[0]).toUri().toURL())) {
            plugin.loadClass(OneJarBot.class.getName())
                    .getMethod("run", String.class)
                    .invoke(null, arguments[1]);
        }
    }

    /** As those of game servers and bot hosts: a class or file of the plug-in hides that of the host. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(URL jar) {
            super(new URL[] {jar}, PluginHost.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                try {
                    return name.startsWith("java.") ? super.loadClass(name, resolve) : findClass(name);
                } catch (ClassNotFoundException ofTheHost) {
                    return super.loadClass(name, resolve);
                }
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }
}
