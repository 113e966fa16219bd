package io.github.botmetry.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import org.jspecify.annotations.Nullable;

/** Sees transactions end and connections given back, and what fails at a connection instead of a statement. */
final class ConnectionListener implements MethodExecutionListener {

    private final DatabaseMetrics metrics;
    private final Lending lending;

    ConnectionListener(DatabaseMetrics metrics, Lending lending) {
        this.metrics = metrics;
        this.lending = lending;
    }

    @Override
    public void beforeMethod(MethodExecutionContext call) {
        // Everything is told by the end of a call.
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

    /** Going back to a savepoint ends nothing. */
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

    /** Some drivers parse what they prepare. */
    private void failed(MethodExecutionContext call, @Nullable Operation operation) {
        if (call.getThrown() != null) {
            Operation failed = operation != null ? operation : SqlText.operationOf((String) call.getMethodArgs()[0]);
            metrics.failed(failed, call.getThrown());
        }
    }
}
