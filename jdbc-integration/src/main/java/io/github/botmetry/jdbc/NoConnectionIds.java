package io.github.botmetry.jdbc;

import java.sql.Connection;
import java.util.Set;
import net.ttddyy.dsproxy.ConnectionIdManager;

/** Nobody asks for ids of connections, and the library's own way to give them out takes a lock for each. */
final class NoConnectionIds implements ConnectionIdManager {

    @Override
    public String getId(Connection connection) {
        return "";
    }

    @Override
    public void addClosedId(String closedId) {
        // None was given out.
    }

    @Override
    public Set<String> getOpenConnectionIds() {
        return Set.of();
    }
}
