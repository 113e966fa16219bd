package io.github.botmetry;

/** Makes the threads of one Botmetry: named, daemon, and known as its own by their object, not by their name. */
final class Threads {

    private final class OwnThread extends Thread {
        OwnThread(Runnable task, String name) {
            super(task, name);
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
    boolean isCurrent() {
        return Thread.currentThread() instanceof OwnThread own && own.isOf(this);
    }
}
