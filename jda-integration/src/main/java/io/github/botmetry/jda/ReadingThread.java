package io.github.botmetry.jda;

/** Knows the threads that read a gateway: while one is in a listener, nothing else of its shard is heard. */
final class ReadingThread {

    /** How JDA names these threads, behind the number of the shard. */
    private static final String END_OF_NAME = "MainWS-ReadThread";

    private ReadingThread() {}

    /** Whether this is the thread that reads the gateway of some shard. */
    static boolean isCurrent() {
        return Thread.currentThread().getName().endsWith(END_OF_NAME);
    }
}
