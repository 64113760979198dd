package org.lifeboat.cli;

import java.util.concurrent.CountDownLatch;

/** What a test starts and sends a signal to; says when it may. */
final class InterruptedProcess {

    private InterruptedProcess() {}

    public static void main(String[] args) {
        System.exit(Interrupts.guard(() -> run(args[0])));
    }

    private static int run(String moment) {
        switch (moment) {
            case "nothing to say" -> await(new CountDownLatch(1));
            case "something to say" -> {
                CountDownLatch stopped = new CountDownLatch(1);
                try (Interrupts _ = Interrupts.handledBy(stopped::countDown)) {
                    await(stopped);
                    System.out.println("all is said");
                }
            }
            case "something to undo" -> {
                try (Interrupts _ = Interrupts.undoneBy(() -> System.out.println("it is undone"))) {
                    await(new CountDownLatch(1));
                }
            }
            case "after a part" -> {
                Interrupts.handledBy(() -> System.out.println("never")).close();
                await(new CountDownLatch(1));
            }
            default -> {}
        }
        return 3;
    }

    private static void await(CountDownLatch latch) {
        System.out.println("ready");
        try {
            latch.await();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
