package org.lifeboat.wizard.steps;

import org.lifeboat.crypto.PassphraseVariant;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.report.Durations;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmResult;
import org.lifeboat.restore.Wanted;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Dialogue;
import org.lifeboat.wizard.kit.Folders;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The wizard's seven steps as questions and answers, over the models of its pages: for those who
 * cannot see the window, and for computers that have none.
 */
public final class Interview {

    /** Where a step leads. */
    private enum Way {
        ON,
        BACK
    }

    private final Dialogue talk;
    private final Function<Cancellation, AutoCloseable> stoppable;
    private final Session session = new Session(Optional.empty());
    private final BackupFileModel file = new BackupFileModel(session, Background.DIRECT);
    private final PassphraseModel passphrase = new PassphraseModel(session, Background.DIRECT);
    private final VmsModel vms = new VmsModel(session);
    private final DestinationModel destination = new DestinationModel(session, Background.DIRECT);
    private Optional<Path> given;

    /**
     * @param given a backup that was named before, if so
     * @param stoppable until what it returns is closed, Ctrl-C asks to stop
     */
    public Interview(
            Dialogue talk, Optional<Path> given, Function<Cancellation, AutoCloseable> stoppable) {
        this.talk = talk;
        this.given = given;
        this.stoppable = stoppable;
    }

    /**
     * @return what became of it; nothing if somebody left before
     */
    public Optional<Verdict> run() {
        talk.say(Messages.text("ask.welcome", Messages.text("ask.quit")));
        try (session) {
            walk();
            return session.reportProperty().get().map(RestoreReport::verdict);
        } catch (Dialogue.Ended left) {
            return session.reportProperty().get().map(RestoreReport::verdict);
        }
    }

    private void walk() {
        Step[] steps = Step.values();
        int at = 0;
        while (at < steps.length) {
            talk.title(
                    Messages.text(
                            "ask.step",
                            at + 1,
                            steps.length,
                            Messages.text("wizard.step." + (at + 1) + ".title")));
            talk.say(Messages.text("wizard.step." + (at + 1) + ".introduction"));
            Way way =
                    switch (steps[at]) {
                        case BACKUP -> chooseBackup();
                        case PASSPHRASE -> checkPassphrase();
                        case HEADER -> tellHeader();
                        case VMS -> chooseVms();
                        case DESTINATION -> chooseDestination();
                        case RESTORE -> restore();
                        case RESULT -> tellResult();
                    };
            at = way == Way.ON ? at + 1 : Math.max(0, at - 1);
        }
    }

    private Way chooseBackup() {
        if (given.isPresent()) {
            Path first = given.get();
            given = Optional.empty();
            if (isTaken(first)) {
                return Way.ON;
            }
        }
        file.findCandidates();
        List<Places.Candidate> found = file.candidatesProperty().get();
        if (!found.isEmpty()) {
            talk.say(Messages.text("wizard.backup.found"));
            talk.list(found.stream().map(Interview::candidate).toList());
        }
        while (true) {
            Optional<String> typed = talk.ask(Messages.text("ask.backup"));
            if (typed.isEmpty()) {
                return Way.BACK;
            }
            int number = NumberList.number(typed.get(), found.size());
            Optional<Path> path =
                    number > 0 ? Optional.of(found.get(number - 1).path()) : path(typed.get());
            if (path.isPresent() && isTaken(path.get())) {
                return Way.ON;
            }
        }
    }

    private static String candidate(Places.Candidate candidate) {
        return Messages.text(
                "wizard.backup.candidate",
                candidate.path().getFileName().toString(),
                new ByteCount(candidate.size()),
                Messages.day(candidate.modified()),
                candidate.path().getParent().toString());
    }

    private Optional<Path> path(String typed) {
        try {
            return typed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Folders.foundInTerminal(typed.replaceAll("^[\"']|[\"']$", "")));
        } catch (InvalidPathException impossible) {
            talk.say(Messages.text("cli.no.such.file", typed));
            return Optional.empty();
        }
    }

    private boolean isTaken(Path path) {
        file.choose(path);
        file.obstacleProperty().get().ifPresent(talk::say);
        file.lookProperty()
                .get()
                .ifPresent(
                        seen -> {
                            talk.say(Messages.text("wizard.backup.is.one"));
                            talk.say(
                                    Messages.text(
                                            "wizard.backup.facts",
                                            seen.name(),
                                            new ByteCount(seen.size()),
                                            Messages.text("wizard.backup.parts", seen.parts())));
                            seen.problems().forEach(problem -> talk.say(Messages.text(problem)));
                        });
        return file.lookProperty().get().isPresent();
    }

    private Way checkPassphrase() {
        boolean[] opened = new boolean[1];
        boolean advised = false;
        while (true) {
            char[] typed = talk.askHidden(Messages.text("cli.passphrase.ask"));
            if (typed.length == 0) {
                return Way.BACK;
            }
            talk.say(Messages.text("wizard.passphrase.checking"));
            try {
                passphrase.check(typed, () -> opened[0] = true);
            } finally {
                Arrays.fill(typed, '\0');
            }
            if (opened[0]) {
                return Way.ON;
            }
            PassphraseModel.Refusal refusal = passphrase.refusalProperty().get().orElseThrow();
            talk.say(refusal.sentence());
            if (refusal.adviceHelps() && !advised) {
                advised = true;
                for (int i = 2; i <= 5; i++) {
                    talk.say(Messages.text("wizard.passphrase.advice." + i));
                }
            }
        }
    }

    private Way tellHeader() {
        RestoreReport list = session.backup().list();
        if (list.header().isVerified()) {
            talk.say(Messages.text("wizard.header.genuine"));
            talk.say(Messages.text("wizard.header.genuine.why"));
        }
        talk.say(Made.sentence(list.backup().file(), list.backup().format()));
        session.variant().map(this::variant).ifPresent(talk::say);
        list.problems().forEach(problem -> talk.say(Messages.text(problem)));
        Optional<String> answer = talk.ask(Messages.text("ask.header"));
        if (answer.isEmpty()) {
            return Way.BACK;
        }
        if (!answer.get().isEmpty()) {
            talk.say(Messages.text("report.header.hmac.stored") + " " + list.header().storedHmac());
            talk.say(
                    Messages.text("report.header.hmac.computed")
                            + " "
                            + list.header().computedHmac());
        }
        return Way.ON;
    }

    private String variant(PassphraseVariant.Kind kind) {
        Object[] layouts =
                session.layouts().stream()
                        .map(layout -> Messages.text("layout." + layout.toLowerCase(Locale.ROOT)))
                        .toArray();
        return Messages.text(
                "wizard.variant." + kind.name().toLowerCase(Locale.ROOT).replace('_', '.'),
                layouts);
    }

    private Way chooseVms() {
        vms.list();
        List<VmsModel.Choice> all = List.copyOf(vms.all());
        talk.list(all.stream().map(Interview::line).toList());
        if (!vms.missing().isEmpty()) {
            talk.say(Messages.text("wizard.vms.missing"));
            vms.missing().forEach(vm -> talk.say(Messages.printable(vm.name())));
        }
        while (true) {
            Optional<String> typed = talk.ask(Messages.text("ask.vms", Messages.text("ask.all")));
            if (typed.isEmpty()) {
                return Way.BACK;
            }
            if (typed.get().equalsIgnoreCase(Messages.text("ask.all"))) {
                all.forEach(choice -> choice.tickedProperty().set(true));
            } else if (!typed.get().isEmpty()) {
                Optional<Set<Integer>> numbers = NumberList.of(typed.get(), all.size());
                if (numbers.isEmpty()) {
                    talk.say(Messages.text("ask.vms.numbers", all.size()));
                    continue;
                }
                for (int i = 0; i < all.size(); i++) {
                    all.get(i).tickedProperty().set(numbers.get().contains(i + 1));
                }
            }
            talk.say(Messages.text("wizard.vms.total", vms.tickedCount()));
            if (vms.tickedCount() > 0) {
                return Way.ON;
            }
        }
    }

    private static String line(VmsModel.Choice choice) {
        return String.join(
                ", ",
                Messages.printable(choice.vm().name()),
                VmWords.kind(choice.vm()),
                VmWords.holds(choice),
                Messages.size(choice.contents().storedBytes()),
                Messages.text(
                        choice.tickedProperty().get()
                                ? "wizard.disk.is.ticked"
                                : "wizard.disk.is.not"));
    }

    private Way chooseDestination() {
        List<String> ways = new ArrayList<>();
        if (destination.offersFiles()) {
            ways.add("ask.destination.files");
        }
        ways.add("ask.destination.disks");
        ways.add("ask.destination.check");
        talk.list(ways.stream().map(key -> Messages.text(key)).toList());
        Optional<String> typed = talk.ask(Messages.text("ask.number"));
        if (typed.isEmpty()) {
            return Way.BACK;
        }
        int number = typed.get().isEmpty() ? 1 : NumberList.number(typed.get(), ways.size());
        if (number == 0) {
            talk.say(Messages.text("ask.number.wrong", ways.size()));
            return chooseDestination();
        }
        String way = ways.get(number - 1);
        if (way.equals("ask.destination.check")) {
            destination.takeNone();
            return Way.ON;
        }
        session.wantedProperty()
                .set(way.equals("ask.destination.files") ? Wanted.FILES : Wanted.DISKS);
        return chooseFolder();
    }

    private Way chooseFolder() {
        String proposed = DestinationModel.proposal().toString();
        while (true) {
            Optional<String> typed = talk.ask(Messages.text("ask.folder", proposed));
            if (typed.isEmpty()) {
                return Way.BACK;
            }
            String folder = typed.get().isEmpty() ? proposed : whole(typed.get());
            talk.say(Messages.text("wizard.destination.measuring"));
            destination.measure(folder);
            destination.obstacleProperty().get().ifPresent(talk::say);
            Optional<DestinationModel.View> view = destination.viewProperty().get();
            view.flatMap(seen -> seen.suitability().obstacle())
                    .ifPresent(obstacle -> talk.say(Messages.text(obstacle)));
            if (view.isPresent() && view.get().fits()) {
                talk.say(
                        Messages.text(
                                session.wantedProperty().get().files()
                                        ? "wizard.destination.fits.at.most"
                                        : "wizard.destination.fits",
                                new ByteCount(view.get().suitability().taken()),
                                new ByteCount(view.get().suitability().free())));
                talk.say(Messages.text("wizard.destination.names"));
                talk.say(String.join(", ", view.get().names()));
                destination.take(folder);
                return Way.ON;
            }
        }
    }

    /** The folder from its root, for the model begins at the home. */
    private static String whole(String typed) {
        try {
            return Folders.straight(Folders.typedInTerminal(typed)).toString();
        } catch (InvalidPathException toldByTheModel) {
            return typed;
        }
    }

    private Way restore() {
        Cancellation wish = new Cancellation();
        AtomicReference<Optional<RestoreModel>> running = new AtomicReference<>(Optional.empty());
        RestoreModel model =
                new RestoreModel(
                        session,
                        new ToldBackground(() -> running.get().ifPresent(this::tell)),
                        () -> wish);
        running.set(Optional.of(model));
        talk.say(Messages.text("ask.restore.stop"));
        AutoCloseable handler = stoppable.apply(wish);
        try {
            model.begin(() -> {});
        } finally {
            close(handler);
        }
        model.failureProperty().get().ifPresent(talk::say);
        return model.failureProperty().get().isPresent() ? Way.BACK : Way.ON;
    }

    private static void close(AutoCloseable handler) {
        try {
            handler.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void tell(RestoreModel model) {
        RestoreModel.Snapshot now = model.snapshot();
        int percent = (int) (now.fraction() * 100);
        talk.say(
                now.isSalvaging()
                        ? Messages.text("cli.progress.salvaging")
                        : now.secondsLeft()
                                .map(
                                        seconds ->
                                                Messages.text(
                                                        "ask.restore.left",
                                                        percent,
                                                        Durations.text(seconds)))
                                .orElseGet(() -> Messages.text("ask.restore.percent", percent)));
    }

    private Way tellResult() {
        ResultModel result = new ResultModel(session.reportProperty().get().orElseThrow());
        talk.say(result.sentence());
        for (VmResult vm : result.vms()) {
            talk.say(Messages.printable(vm.vm().name()) + ": " + Messages.text(vm.verdict()));
            result.damagedDisks(vm).forEach(this::tellFiles);
        }
        result.problems().forEach(talk::say);
        if (result.isRestore()) {
            talk.say(Messages.text("wizard.result.where") + ": " + folder());
            session.reportPage()
                    .ifPresentOrElse(
                            page -> talk.say(Messages.text("cli.report", page.toString())),
                            () -> talk.say(Messages.text("cli.report.failed", folder())));
        }
        return Way.ON;
    }

    private void tellFiles(ResultModel.DamagedDisk disk) {
        disk.salvaged()
                .files()
                .ifPresent(
                        files -> {
                            talk.say(disk.sentence(files));
                            disk.named(files).forEach(talk::say);
                            int more = disk.more(files);
                            if (more > 0) {
                                talk.say(Messages.text("wizard.destination.more", more));
                            }
                        });
    }

    private String folder() {
        return session.destinationProperty()
                .get()
                .map(Path::toAbsolutePath)
                .map(Path::toString)
                .orElse(File.separator);
    }
}
