package io.github.botmetry.testing;

/** Threads that hang until it ends. */
final class Hanging {

    private int threads;
    private boolean isOver;

    synchronized void untilInterrupted() throws InterruptedException {
        threads++;
        try {
            while (!isOver) {
                wait();
            }
        } finally {
            threads--;
        }
    }

    /** The interrupt flag is kept. */
    void whateverInterrupts() {
        boolean isInterrupted = false;
        boolean isDone = false;
        while (!isDone) {
            try {
                untilInterrupted();
                isDone = true;
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized int threads() {
        return threads;
    }

    synchronized void end() {
        isOver = true;
        notifyAll();
    }
}
