package org.lifeboat.wizard.steps;

import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

import org.lifeboat.catalog.Vm;
import org.lifeboat.catalog.VmType;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.restore.Mode;
import org.lifeboat.restore.OpenBackup;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.Verdict;
import org.lifeboat.restore.VmContents;
import org.lifeboat.restore.VmResult;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which VMs are ticked. */
final class VmsModel {

    private static final List<VmType> ORDER =
            List.of(
                    VmType.ADMIN,
                    VmType.APP,
                    VmType.STANDALONE,
                    VmType.HVM,
                    VmType.TEMPLATE,
                    VmType.PROXY,
                    VmType.NET,
                    VmType.DISPOSABLE);

    private final Session session;
    private final ObservableList<Choice> choices =
            FXCollections.observableArrayList(choice -> new Observable[] {choice.ticked});
    private final FilteredList<Choice> shown = new FilteredList<>(choices);
    private final StringProperty search = new SimpleStringProperty("");
    private Optional<OpenBackup> listed = Optional.empty();
    private List<String> absent = List.of();
    private List<Vm> missing = List.of();

    /** One VM that can be ticked. */
    static final class Choice {
        private final VmContents contents;
        private final BooleanProperty ticked = new SimpleBooleanProperty();
        private final List<DiskChoice.Chosen> disks;

        private Choice(VmContents contents) {
            this.contents = contents;
            this.disks = DiskChoice.all(contents);
            this.ticked.set(!isSystemTemplate());
        }

        VmContents contents() {
            return contents;
        }

        Vm vm() {
            return contents.vm();
        }

        BooleanProperty tickedProperty() {
            return ticked;
        }

        /** What Qubes brings itself can be installed again, so it is not ticked at first. */
        boolean isSystemTemplate() {
            return vm().system() && vm().type() == VmType.TEMPLATE;
        }

        /** Those to look into, that of the user's files first; none of dom0. */
        List<DiskChoice.Chosen> disks() {
            return disks;
        }

        List<String> archives() {
            return contents.archives().stream().map(archive -> archive.path().name()).toList();
        }
    }

    VmsModel(Session session) {
        this.session = session;
        search.addListener((property, before, now) -> shown.setPredicate(this::matches));
        choices.addListener(
                (ListChangeListener<Choice>)
                        change ->
                                session.chosenProperty()
                                        .set(
                                                choices.stream()
                                                        .filter(choice -> choice.ticked.get())
                                                        .map(Choice::contents)
                                                        .toList()));
    }

    /** Reads the session's backup, unless it is the one that was read last: ticks stay then. */
    void list() {
        if (listed.equals(session.backupProperty().get())) {
            return;
        }
        listed = session.backupProperty().get();
        List<VmContents> vms = session.backup().vms();
        search.set("");
        choices.setAll(
                vms.stream()
                        .filter(VmContents::isInBackup)
                        .map(Choice::new)
                        .sorted(
                                Comparator.comparingInt(
                                                (Choice choice) ->
                                                        ORDER.indexOf(choice.vm().type()))
                                        .thenComparing(
                                                choice ->
                                                        choice.vm()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT)))
                        .toList());
        missing =
                vms.stream()
                        .filter(vm -> vm.vm().included() && !vm.isInBackup())
                        .map(VmContents::vm)
                        .toList();
        absent = vms.stream().filter(vm -> !vm.vm().included()).map(vm -> vm.vm().name()).toList();
        session.takeMended().ifPresent(this::tickDamaged);
    }

    /** Only what another copy may bring back; by name, for the list may have been damaged, too. */
    private void tickDamaged(RestoreReport report) {
        Set<String> damaged =
                report.vms().stream()
                        .filter(vm -> !ResultModel.isCalm(vm))
                        .map(vm -> vm.vm().name())
                        .collect(Collectors.toSet());
        if (report.mode() == Mode.RESTORE && !damaged.isEmpty()) {
            choices.forEach(choice -> choice.ticked.set(damaged.contains(choice.vm().name())));
        }
    }

    /** Those that match the search. */
    ObservableList<Choice> shown() {
        return shown;
    }

    ObservableList<Choice> all() {
        return choices;
    }

    StringProperty searchProperty() {
        return search;
    }

    /** Known to the machine, but never put into this backup. */
    List<String> absent() {
        return absent;
    }

    /** Should be in this backup and are not. */
    List<Vm> missing() {
        return missing;
    }

    void tickAll(boolean ticked) {
        List.copyOf(shown).forEach(choice -> choice.ticked.set(ticked));
    }

    /** What is in place already need not be restored again. */
    void untickRestored(RestoreReport report) {
        if (report.mode() != Mode.RESTORE) {
            return;
        }
        for (VmResult result : report.vms()) {
            if (result.verdict() == Verdict.OK) {
                choices.stream()
                        .filter(choice -> choice.vm().equals(result.vm()))
                        .forEach(choice -> choice.ticked.set(false));
            }
        }
    }

    int tickedCount() {
        return session.chosenProperty().get().size();
    }

    /** Bytes in the backup of what is ticked. */
    long tickedBytes() {
        return session.chosenProperty().get().stream().mapToLong(VmContents::storedBytes).sum();
    }

    private boolean matches(Choice choice) {
        return choice.vm()
                .name()
                .toLowerCase(Locale.ROOT)
                .contains(search.get().strip().toLowerCase(Locale.ROOT));
    }
}
