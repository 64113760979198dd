package org.lifeboat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Programs that a test needs and that not every computer has. */
public final class Tools {

    /** Those for the superuser are not on everybody's path. */
    private static final String PATH = System.getenv("PATH") + ":/usr/sbin:/sbin";

    private Tools() {}

    /** Whether all of them are there. */
    public static boolean areThere(String... names) {
        return Arrays.stream(names).allMatch(name -> find(name).isPresent());
    }

    private static Optional<Path> find(String name) {
        return Arrays.stream(PATH.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a program in a folder and returns what it prints. */
    public static byte[] run(Path folder, String... command) throws IOException {
        Process process = start(List.of(command), folder.toFile());
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        return checked(process, command[0], out);
    }

    /** Sends bytes through a program. */
    public static byte[] filter(byte[] bytes, String... command) {
        try {
            Process process = start(List.of(command), null);
            Thread feeder =
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        try (OutputStream in = process.getOutputStream()) {
                                            in.write(bytes);
                                        } catch (IOException ended) {
                                            // Its exit status tells why.
                                        }
                                    });
            byte[] out = process.getInputStream().readAllBytes();
            feeder.join();
            return checked(process, command[0], out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static Process start(List<String> command, File folder) throws IOException {
        List<String> full = new ArrayList<>(command);
        full.set(0, find(command.getFirst()).orElseThrow().toString());
        ProcessBuilder builder = new ProcessBuilder(full).directory(folder);
        builder.environment().put("LC_ALL", "C");
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static byte[] checked(Process process, String name, byte[] out) {
        try {
            assertThat(process.waitFor()).as(name).isZero();
            return out;
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }
}
