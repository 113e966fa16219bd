package io.github.botmetry.jdbc;

import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/** Counts and times statements and batches. */
final class StatementListener implements QueryExecutionListener {

    private static final String START = "start";

    private final DatabaseMetrics metrics;

    StatementListener(DatabaseMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        execution.addCustomValue(START, System.nanoTime());
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        long tookNanos = System.nanoTime() - execution.getCustomValue(START, Long.class);
        Operation operation = execution.isBatch()
                ? batch(execution.getBatchSize(), queries, tookNanos)
                : statement(queries, tookNanos);
        if (execution.getThrowable() != null) {
            metrics.failed(operation, execution.getThrowable());
        }
    }

    private Operation statement(List<QueryInfo> queries, long tookNanos) {
        Operation operation = queries.isEmpty()
                ? Operation.OTHER
                : SqlText.operationOf(queries.get(0).getQuery());
        metrics.statement(operation, tookNanos);
        return operation;
    }

    /** Records a batch, unless it is empty: a prepared one is one query with many parameters, a plain one many queries. */
    private Operation batch(int size, List<QueryInfo> queries, long tookNanos) {
        if (size > 0) {
            metrics.batch(size, tookNanos);
        }
        int statementsPerQuery = queries.isEmpty() ? 0 : size / queries.size();
        Operation common = null;
        for (QueryInfo query : queries) {
            Operation operation = SqlText.operationOf(query.getQuery());
            metrics.count(operation, statementsPerQuery);
            common = common == null || common == operation ? operation : Operation.OTHER;
        }
        return common == null ? Operation.OTHER : common;
    }
}
