package org.lifeboat.wizard.kit;

import org.lifeboat.local.OperatingSystem;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the computer from falling asleep, as far as its system lets a program do that: a helper
 * program of the system holds the wish for as long as it runs.
 */
public final class KeepAwake implements AutoCloseable {

    private final Optional<Process> helper;

    private KeepAwake(Optional<Process> helper) {
        this.helper = helper;
    }

    public static KeepAwake start() {
        String process = String.valueOf(ProcessHandle.current().pid());
        return switch (OperatingSystem.CURRENT) {
            case MAC -> of(List.of("caffeinate", "-i", "-s", "-w", process));
            case LINUX ->
                    of(
                            List.of(
                                    "systemd-inhibit",
                                    "--what=sleep:idle",
                                    "--who=Lifeboat",
                                    "--why=Files are being copied",
                                    "cat"));
            // ES_CONTINUOUS | ES_SYSTEM_REQUIRED, kept by a process that ends with its input.
            case WINDOWS ->
                    of(
                            List.of(
                                    "powershell",
                                    "-NoProfile",
                                    "-Command",
                                    "$p = Add-Type -PassThru -Name P -Namespace L -MemberDefinition"
                                            + " '[DllImport(\"kernel32.dll\")] public static"
                                            + " extern uint SetThreadExecutionState(uint f);';"
                                            + " $null ="
                                            + " $p::SetThreadExecutionState(2147483649); $null ="
                                            + " [Console]::In.ReadToEnd()"));
            case OTHER -> new KeepAwake(Optional.empty());
        };
    }

    private static KeepAwake of(List<String> command) {
        try {
            return new KeepAwake(
                    Optional.of(
                            new ProcessBuilder(command)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                                    .start()));
        } catch (IOException notOnThisSystem) {
            return new KeepAwake(Optional.empty());
        }
    }

    @Override
    public void close() {
        helper.ifPresent(Process::destroy);
    }
}
