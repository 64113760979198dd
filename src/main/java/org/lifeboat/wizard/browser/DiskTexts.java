package org.lifeboat.wizard.browser;

import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.disk.ext4.JournalState;
import org.lifeboat.disk.ext4.TreeWalk;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.InternalFault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sentences about disk images. */
final class DiskTexts {

    /** Sentences about a backup; a damaged one has as many as it has chunks. */
    private static final int MOST_PROBLEMS = 3;

    private DiskTexts() {}

    static String of(Problem problem) {
        return Messages.text(problem);
    }

    static Note note(Problem problem) {
        boolean isDamage = !(problem instanceof DiskProblem disk) || disk.isDamage();
        return new Note(of(problem), isDamage);
    }

    /** What is damaged in the backup that a disk is read from. */
    static List<Note> damage(List<Problem> damage) {
        List<Note> notes = new ArrayList<>();
        damage.stream()
                .limit(MOST_PROBLEMS)
                .map(DiskTexts::of)
                .map(Note::damage)
                .forEach(notes::add);
        if (damage.size() > MOST_PROBLEMS) {
            notes.add(
                    Note.damage(
                            Messages.text(
                                    "wizard.disk.inside.more", damage.size() - MOST_PROBLEMS)));
        }
        return notes;
    }

    /** Nothing, if the VM was shut down as it should be. */
    static Optional<Note> note(JournalState journal) {
        Optional<String> key =
                switch (journal) {
                    case APPLIED -> Optional.of("wizard.disk.journal.applied");
                    case DAMAGED -> Optional.of("disk.journal.damaged");
                    case ABSENT, CLEAN -> Optional.empty();
                };
        return key.map(text -> new Note(Messages.text(text), journal.isDamage()));
    }

    /** With the place in the image; the whole disk has none. */
    static String of(TreeWalk.Trouble trouble) {
        String sentence = of(trouble.problem());
        return trouble.path().isEmpty()
                ? sentence
                : Messages.printable(trouble.path()) + ": " + sentence;
    }

    static String of(FileSystemKind kind) {
        return Messages.text(Messages.key(kind));
    }

    /** Why something that holds no files that can be read cannot be opened. */
    static String cannotOpen(FileSystemKind kind) {
        return kind == FileSystemKind.EMPTY
                ? Messages.text("disk.is.empty")
                : Messages.text("disk.is.other", kind);
    }

    /** Why an image could not be read. */
    static String of(Path image, Throwable failure) {
        return switch (failure) {
            case ProblemException known -> of(known.problem());
            case IOException unreadable -> Messages.text("cli.cannot.read", image.toString());
            default -> Messages.text(InternalFault.told(failure));
        };
    }
}
