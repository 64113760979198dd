package org.lifeboat.cli;

import org.lifeboat.disk.ext4.EntryKind;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.Integrity;
import org.lifeboat.report.JsonList;
import org.lifeboat.report.Messages;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists a folder in a disk image, or in a disk in a backup, without mounting it. */
final class FilesCommand extends DiskCommand {

    /** Where people's files are in the disk of a VM. */
    private static final String HOME = "/home/user";

    private static final String HOMES = "home";

    private static final int MOST = 5_000_000;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private final PositionalParamSpec path = Arguments.other("PATH", "path");

    private final OptionSpec json = Arguments.flag("--json", "json");

    FilesCommand(Streams streams) {
        super(streams);
    }

    @Override
    void addArguments(CommandSpec command) {
        super.addArguments(command);
        command.addPositional(path);
        command.addOption(json);
    }

    @Override
    int run(Ext4 fileSystem) throws IOException, UsageException {
        boolean asJson = Arguments.isGiven(json);
        Optional<String> wanted = Arguments.value(path);
        String shown;
        FolderEntry entry;
        Optional<Ext4.Listing> listing;
        try (ProgressBar _ = looking()) {
            shown = wanted.isPresent() ? wanted.get() : usual(fileSystem);
            entry = find(fileSystem, shown);
            listing =
                    entry.isFolder()
                            ? Optional.of(fileSystem.list(entry, MOST, cancellation()))
                            : Optional.empty();
        }
        Integrity verdict = entry.integrity();
        List<FolderEntry> entries = List.of(entry);
        if (listing.isPresent()) {
            entries = listing.get().entries();
            verdict = verdict.worse(listing.get().integrity());
            listing.get()
                    .problems()
                    .forEach(problem -> message(shown + ": " + Messages.text(problem)));
        }
        for (FolderEntry each : entries) {
            verdict = verdict.worse(each.integrity());
            each.problem()
                    .ifPresent(
                            problem ->
                                    message(
                                            Messages.printable(each.name().text())
                                                    + ": "
                                                    + Messages.text(problem)));
        }
        FileState worst = FileState.WHOLE;
        List<JsonList.Item> items = new ArrayList<>();
        for (FolderEntry each : entries) {
            FileState state = fileSystem.state(each);
            worst = worst.worse(state);
            if (asJson) {
                items.add(item(each, state));
            } else {
                print(each, state);
            }
        }
        if (asJson) {
            streams().out().print(JsonList.of(shown, items));
        }
        return verdict == Integrity.GOOD && worst == FileState.WHOLE
                ? ExitCode.OK
                : ExitCode.DAMAGED;
    }

    /** The home, or if damage hides it, the folder that it was in, which tells so. */
    private String usual(Ext4 fileSystem) throws IOException {
        if (fileSystem.find(HOME, cancellation()).isPresent()) {
            return HOME;
        }
        Optional<FolderEntry> homes =
                fileSystem.find(HOMES, cancellation()).filter(FolderEntry::isFolder);
        return homes.isPresent() && !fileSystem.list(homes.get(), MOST, cancellation()).isWhole()
                ? HOMES
                : "/";
    }

    private static JsonList.Item item(FolderEntry entry, FileState state) {
        return new JsonList.Item(
                entry.name().text(),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.size(),
                entry.modified(),
                entry.locked(),
                entry.integrity().name().toLowerCase(Locale.ROOT),
                state.name().toLowerCase(Locale.ROOT));
    }

    private static String state(FileState state) {
        return "disk.state." + state.name().toLowerCase(Locale.ROOT);
    }

    private void print(FolderEntry entry, FileState state) {
        String name = Messages.printable(entry.name().text());
        String size = entry.kind() == EntryKind.FILE ? String.valueOf(entry.size()) : "";
        String mark =
                switch (entry.kind()) {
                    case FOLDER -> "/";
                    case LINK -> "@";
                    default -> "";
                };
        String said = state == FileState.WHOLE ? "" : "  " + Messages.text(state(state));
        streams()
                .out()
                .println(
                        "%15s  %s  %s%s%s"
                                .formatted(size, DAY.format(entry.modified()), name, mark, said));
    }
}
