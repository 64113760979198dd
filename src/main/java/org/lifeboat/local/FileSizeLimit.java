package org.lifeboat.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The largest file that this process may write, whatever the drive takes: {@code ulimit -f}. */
public final class FileSizeLimit {

    /** proc_pid_limits(5): a line a limit, with its name, its soft and its hard value. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final String NAME = "Max file size";

    private FileSizeLimit() {}

    /**
     * @return bytes; nothing if there is no limit, or the system does not tell
     */
    public static OptionalLong ofThisProcess() {
        try (Stream<String> lines = Files.lines(LIMITS)) {
            return in(lines);
        } catch (IOException | RuntimeException notOnThisSystem) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong in(Stream<String> limits) {
        Optional<String> soft =
                limits.filter(line -> line.startsWith(NAME))
                        .map(line -> line.substring(NAME.length()).strip().split(" ", 2)[0])
                        .findFirst();
        return soft.filter(value -> value.matches("[0-9]{1,18}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElse(OptionalLong.empty());
    }
}
