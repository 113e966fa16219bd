package io.github.botmetry.statsd;

import io.github.botmetry.HostName;
import io.github.botmetry.Integration;
import io.github.botmetry.IntegrationProvider;
import io.github.botmetry.Variable;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Installs {@link StatsD} if {@code BOTMETRY_STATSD_HOST} is set. */
public final class StatsDProvider implements IntegrationProvider {

    private static final Variable HOST = new Variable(
            "BOTMETRY_STATSD_HOST", HostName.RULE, "name or address of the StatsD server; installs StatsD");
    private static final Variable PORT = new Variable("BOTMETRY_STATSD_PORT", "a port, 1..65535", "its UDP port");
    private static final Variable PREFIX = new Variable(
            "BOTMETRY_STATSD_PREFIX", StatsD.Builder.PREFIX_RULE, "what all names start with, such as mybot");
    private static final Variable DIALECT =
            new Variable("BOTMETRY_STATSD_DIALECT", "plain or dogstatsd", "the lines that the server understands");

    @Override
    public List<Variable> variables() {
        return List.of(HOST, PORT, PREFIX, DIALECT);
    }

    @Override
    public @Nullable Integration create(Function<String, @Nullable String> environment) {
        if (environment.apply(HOST.name()) == null) {
            return null;
        }
        StatsD.Builder builder = StatsD.builder();
        HOST.read(environment, builder::host);
        PORT.readNumber(environment, builder::port);
        PREFIX.read(environment, builder::prefix);
        DIALECT.read(environment, name -> builder.dialect(Dialect.valueOf(name.toUpperCase(Locale.ROOT))));
        return builder.build();
    }
}
