package io.github.botmetry;

/** Makes the threads of one Botmetry: named, daemon, and recognised by their object instead of their name. */
class Threads {

    private final class OwnThread extends Thread {
        OwnThread(Runnable task, String name) {
            // Inherits no thread locals: the creator may be a thread of the bot, whose scopes would then live as long
            // as this thread.
            super(null, task, name, 0, false);
            setDaemon(true);
        }

        boolean isOf(Threads threads) {
            return threads == Threads.this;
        }
    }

    Thread daemon(Runnable task, String name) {
        return new OwnThread(task, name);
    }

    /** True if the calling thread belongs to this Botmetry. */
    final boolean isCurrent() {
        return Thread.currentThread() instanceof OwnThread own && own.isOf(this);
    }
}
