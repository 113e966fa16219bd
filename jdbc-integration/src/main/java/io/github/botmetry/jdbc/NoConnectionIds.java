package io.github.botmetry.jdbc;

import java.sql.Connection;
import java.util.Set;
import net.ttddyy.dsproxy.ConnectionIdManager;

/** Gives no ids to connections: they are not used, and the library takes a lock for each. */
final class NoConnectionIds implements ConnectionIdManager {

    @Override
    public String getId(Connection connection) {
        return "";
    }

    @Override
    public void addClosedId(String closedId) {
        // No id was given.
    }

    @Override
    public Set<String> getOpenConnectionIds() {
        return Set.of();
    }
}
