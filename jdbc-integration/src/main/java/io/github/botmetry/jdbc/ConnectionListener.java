package io.github.botmetry.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import org.jspecify.annotations.Nullable;

/** Counts the ends of transactions, returned connections, and failures of a connection's own calls. */
final class ConnectionListener implements MethodExecutionListener {

    private final DatabaseMetrics metrics;
    private final Lending lending;

    ConnectionListener(DatabaseMetrics metrics, Lending lending) {
        this.metrics = metrics;
        this.lending = lending;
    }

    @Override
    public void beforeMethod(MethodExecutionContext call) {
        // Everything is counted at the end of a call.
    }

    @Override
    public void afterMethod(MethodExecutionContext call) {
        if (!(call.getTarget() instanceof Connection)) {
            return;
        }
        switch (call.getMethod().getName()) {
            case "close", "abort" -> returned(call);
            case "commit" -> ended(call, Operation.COMMIT);
            case "rollback" -> ended(call, Operation.ROLLBACK);
            case "setAutoCommit" -> failed(call, Operation.COMMIT); // turning it on commits
            case "prepareStatement", "prepareCall" -> failed(call, null);
            default -> {}
        }
    }

    private void returned(MethodExecutionContext call) {
        if (call.getConnectionInfo() instanceof LentConnection lent && lent.giveBack()) {
            lending.returned(System.nanoTime() - lent.sinceNanos());
        }
    }

    /** Leaves out a rollback to a savepoint, which ends nothing. */
    private void ended(MethodExecutionContext call, Operation operation) {
        Method method = call.getMethod();
        if (call.getThrown() != null) {
            metrics.failed(operation, call.getThrown());
        } else if (operation == Operation.COMMIT) {
            metrics.committed();
        } else if (method.getParameterCount() == 0) {
            metrics.rolledBack();
        }
    }

    /** Counts failures to prepare, since some drivers parse then. */
    private void failed(MethodExecutionContext call, @Nullable Operation operation) {
        if (call.getThrown() != null) {
            Operation failed = operation != null ? operation : SqlText.operationOf((String) call.getMethodArgs()[0]);
            metrics.failed(failed, call.getThrown());
        }
    }
}
