package io.github.botmetry.jda.rest;

import io.github.botmetry.guard.Warnings;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import net.dv8tion.jda.api.exceptions.ContextException;
import net.dv8tion.jda.api.requests.Request;
import net.dv8tion.jda.api.requests.RestRateLimiter.Work;
import org.jspecify.annotations.Nullable;

/**
 * Sees what success and failure callbacks throw, which JDA only logs.
 *
 * <p>No public way leads to them: the two callbacks of a request are replaced in its fields, before JDA hands it on, by ones
 * that call the bot's own and let everything through. Where a JDA or a JVM does not allow that, one warning says so and the
 * callbacks are left alone.
 */
public final class RequestConsumers {

    /** Notified before a callback of a request runs. */
    public interface Answered {

        /** Receives the callback's argument. */
        void answered(@Nullable Object result);
    }

    private static final ClassValue<Field> INSIDE_CONTEXT = new FieldNamed("callback");

    private final Consumer<Throwable> failed;
    private final Consumer<Throwable> requestFailed;
    private final Warnings warnings;
    private final AtomicBoolean unable = new AtomicBoolean();
    private final ClassValue<Field> requestOfWork = new FieldNamed("request");
    private final @Nullable Field onSuccess;
    private final @Nullable Field onFailure;

    /**
     * @param failed receives what a callback threw, on its thread
     * @param requestFailed receives the failure of a request that has the default callback of the bot's, before that
     */
    public RequestConsumers(Consumer<Throwable> failed, Consumer<Throwable> requestFailed, Warnings warnings) {
        this.warnings = warnings;
        this.failed = failed;
        this.requestFailed = requestFailed;
        this.onSuccess = field("onSuccess");
        this.onFailure = field("onFailure");
    }

    private @Nullable Field field(String name) {
        try {
            return accessible(Request.class, name);
        } catch (ReflectiveOperationException | RuntimeException e) {
            giveUp(e);
            return null;
        }
    }

    private static Field accessible(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** True if this JDA and this JVM let the callbacks be seen. */
    public boolean isAble() {
        return !unable.get();
    }

    private void giveUp(Exception reason) {
        if (unable.compareAndSet(false, true)) {
            warnings.warn(
                    "unseen-callbacks",
                    "callbacks of REST actions",
                    "what they throw cannot be seen with this JDA and JVM: " + reason,
                    "botmetry-logback-integration sees what JDA logs of it",
                    reason);
        }
    }

    /** The request behind the work, null if it cannot be seen. */
    @Nullable
    public Request<?> request(Work work) {
        if (unable.get()) {
            return null;
        }
        try {
            return requestOfWork.get(work.getClass()).get(work) instanceof Request<?> known ? known : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            giveUp(e);
            return null;
        }
    }

    /**
     * Observes the callbacks of a request.
     *
     * @param answered notified before one of them runs
     */
    public void observe(Request<?> request, Answered answered) {
        if (unable.get() || onSuccess == null || onFailure == null) {
            return;
        }
        try {
            replace(onSuccess, request, answered);
            replace(onFailure, request, answered);
        } catch (ReflectiveOperationException | RuntimeException e) {
            giveUp(e);
        }
    }

    @SuppressWarnings("unchecked") // what JDA passes to its own callback comes through unseen
    private void replace(Field field, Request<?> request, Answered answered) throws IllegalAccessException {
        Object callback = field.get(request);
        if (callback instanceof Consumer<?> original && !(callback instanceof Watched)) {
            boolean reports = field.equals(onFailure) && DefaultFailures.isOfTheBot(withoutContext(callback));
            field.set(request, new Watched((Consumer<Object>) original, answered, reports));
        }
    }

    /** Actions like {@code flatMap} put the place of the call round the callback. */
    private static Object withoutContext(Object callback) throws IllegalAccessException {
        if (!(callback instanceof ContextException.ContextConsumer)) {
            return callback;
        }
        Object inside =
                INSIDE_CONTEXT.get(ContextException.ContextConsumer.class).get(callback);
        return inside == null ? callback : inside;
    }

    private final class Watched implements Consumer<Object> {

        private final Consumer<Object> original;
        private final Answered answered;
        private final boolean reports;

        /** @param reports whether nobody else reports the failure that this is called with */
        Watched(Consumer<Object> original, Answered answered, boolean reports) {
            this.original = original;
            this.answered = answered;
            this.reports = reports;
        }

        @Override
        public void accept(Object result) {
            answered.answered(result);
            if (reports && result instanceof Throwable error) {
                requestFailed.accept(error);
            }
            try {
                original.accept(result);
            } catch (Throwable error) {
                failed.accept(error);
                throw error;
            }
        }
    }

    /** The field of that name in each class; fails on first use where there is none. */
    private static final class FieldNamed extends ClassValue<Field> {

        private final String name;

        FieldNamed(String name) {
            this.name = name;
        }

        @Override
        protected Field computeValue(Class<?> type) {
            try {
                return accessible(type, name);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(type.getName() + " has no field \"" + name + '"', e);
            }
        }
    }
}
