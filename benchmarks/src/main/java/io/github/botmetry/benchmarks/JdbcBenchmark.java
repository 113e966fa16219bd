package io.github.botmetry.benchmarks;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * What a statement costs a bot beside its driver, which here does nothing.
 *
 * <p>{@code …Handle}: a plain statement. {@code …ByName}: a connection, a prepared statement, two parameters, all closed
 * again: six calls.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JdbcBenchmark {

    @Benchmark
    public int floorHandle(DataSources.BareStatement bare) throws SQLException {
        return bare.statement.executeUpdate("UPDATE points SET points = 12 WHERE id = 4");
    }

    @Benchmark
    public int floorByName(DataSources.Bare bare) throws SQLException {
        return DataSources.prepared(bare.dataSource);
    }

    @Benchmark
    public int wrappedHandle(DataSources.WrappedStatement wrapped) throws SQLException {
        return wrapped.statement.executeUpdate("UPDATE points SET points = 12 WHERE id = 4");
    }

    @Benchmark
    public int wrappedByName(DataSources.Wrapped wrapped) throws SQLException {
        return DataSources.prepared(wrapped.dataSource);
    }
}
