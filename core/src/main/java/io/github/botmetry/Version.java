package io.github.botmetry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of Botmetry, also in a shaded jar. */
final class Version {

    static final String CURRENT = read();

    private Version() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return "of an unknown version";
        }
        return properties.getProperty("version", "of an unknown version");
    }
}
