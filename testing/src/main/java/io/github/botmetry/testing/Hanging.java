package io.github.botmetry.testing;

/** Lets threads hang until it ends. */
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

    /** Hangs also if interrupted, and keeps the interrupt flag. */
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
