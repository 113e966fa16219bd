package io.github.botmetry;

/** Makes the threads of one Botmetry: named, daemon, and known as its own by their object, not by their name. */
class Threads {

    private final class OwnThread extends Thread {
        OwnThread(Runnable task, String name) {
            // Without the creator's inheritable locals: it may be a thread of the bot, whose scopes would live as long
            // as this.
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

    /** Whether the calling thread is one of this Botmetry's. */
    final boolean isCurrent() {
        return Thread.currentThread() instanceof OwnThread own && own.isOf(this);
    }
}
