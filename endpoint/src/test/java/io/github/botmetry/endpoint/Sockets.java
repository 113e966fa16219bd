package io.github.botmetry.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the machine listens on, as Linux tells it. */
final class Sockets {

    private static final String LISTENING = "0A";

    private Sockets() {}

    /** The addresses on which anything listens on this port. */
    static List<InetAddress> listeningOn(int port) throws IOException {
        String ending = String.format(Locale.ROOT, ":%04X", port);
        List<InetAddress> addresses = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.trim().split("\\s+");
                if (columns[3].equals(LISTENING) && columns[1].endsWith(ending)) {
                    addresses.add(address(columns[1].substring(0, columns[1].indexOf(':'))));
                }
            }
        }
        return addresses;
    }

    /** Words of four bytes, each with its last byte first. */
    private static InetAddress address(String hexadecimal) throws IOException {
        byte[] bytes = new byte[hexadecimal.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int from = (i / 4 * 4 + 3 - i % 4) * 2;
            bytes[i] = (byte) Integer.parseInt(hexadecimal.substring(from, from + 2), 16);
        }
        return InetAddress.getByAddress(bytes);
    }
}
