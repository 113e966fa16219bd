package io.github.botmetry.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** Data sources that do what no real one does when it is told to. */
final class Fakes {

    private Fakes() {}

    /** Hands everything on, as the data sources of frameworks do. */
    static DataSource around(DataSource inner) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            try {
                return method.invoke(inner, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** Gives no connection. */
    static DataSource refusing(Throwable thrown) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (method.getName().equals("isWrapperFor")) {
                return false;
            }
            throw thrown;
        });
    }

    /** Gives connections whose statements, and whose calls of these names, throw. */
    static DataSource failing(Throwable thrown, String... methods) {
        Set<String> failing = Set.of(methods);
        Connection connection = proxy(Connection.class, (proxy, method, arguments) -> {
            if (failing.contains(method.getName())) {
                throw thrown;
            }
            Class<?> type = method.getReturnType();
            if (type == PreparedStatement.class || type == Statement.class) {
                return proxy(type, (statement, executing, parameters) -> {
                    if (executing.getName().startsWith("execute")) {
                        throw thrown;
                    }
                    return null;
                });
            }
            return null;
        });
        return proxy(
                DataSource.class,
                (proxy, method, arguments) -> method.getName().equals("isWrapperFor") ? false : connection);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Fakes.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
